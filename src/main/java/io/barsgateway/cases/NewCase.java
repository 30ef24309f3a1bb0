package io.barsgateway.cases;

import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.identity.ServiceId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A case that is about to be opened.
 *
 * @param service ours
 * @param counterpart theirs
 * @param organisation the calling one; empty where we open it
 * @param requestBundleId Bundle.id of the message that opens it
 * @param subject its ServiceRequest or Appointment
 * @param subjectId the id that its Receiver gave that; empty until it has
 * @param encounterStatus of our own Encounter; empty where there is none
 * @param openedBy the message that opens it
 * @param differs what to keep besides that message; empty where the case is kept whole
 * @param dueAt when a response that has not come is an alarm; null where none is owed
 */
public record NewCase(
        CaseState state,
        CaseRole role,
        ServiceId service,
        ServiceId counterpart,
        String organisation,
        String correlationId,
        String requestBundleId,
        String category,
        String useCase,
        Entry subject,
        String subjectId,
        String encounterStatus,
        UUID openedBy,
        Optional<String> differs,
        CaseKeys keys,
        @Nullable Instant dueAt,
        Instant at) {}
