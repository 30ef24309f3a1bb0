package io.barsgateway.outbox.content;

import io.barsgateway.fhir.Original;
import io.barsgateway.fhir.form.Format;
import io.barsgateway.fhir.identity.ServiceId;
import io.barsgateway.message.Meaning;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message as it is about to be held, byte for byte.
 *
 * @param service ours, which it came to or leaves from
 * @param counterpart theirs, which it came from or goes to
 * @param organisation the calling one, as its headers named it; empty where no organisation called
 * @param useContext the use-context header of a message that leaves
 * @param caller whose it is: name and thumbprint of the caller, or the credential that reported it
 * @param access the access-control headers as they came
 * @param warnings what was odd about it, one a line; empty where nothing was
 * @param trace W3C traceparent; null where there is none
 */
public record HeldMessage(
        UUID id,
        UUID caseId,
        Direction direction,
        Meaning meaning,
        ServiceId service,
        ServiceId counterpart,
        String organisation,
        String bundleId,
        String requestId,
        String correlationId,
        String useContext,
        String caller,
        String access,
        Format format,
        Original body,
        Instant at,
        String warnings,
        @Nullable String trace) {}
