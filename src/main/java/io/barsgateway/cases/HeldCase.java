package io.barsgateway.cases;

import io.barsgateway.fhir.identity.ServiceId;
import java.time.Instant;

/**
 * A case with what a response needs besides its Bundle (guide, Reversing-Roles).
 *
 * @param service ours, which the request was sent to
 * @param counterpart the Sender's, where responses go
 * @param requestBundleId Bundle.id of the new message, which every response answers
 * @param latestBundleId Bundle.id of the newest message of the Sender in this case
 * @param encounterStatus of our own Encounter: planned, in-progress or finished; empty for bookings
 * @param role which side of it we are
 * @param changedAt when anything in it last changed
 */
public record HeldCase(
        CaseState state,
        ServiceId service,
        ServiceId counterpart,
        String correlationId,
        String requestBundleId,
        String latestBundleId,
        String category,
        String useCase,
        String encounterStatus,
        CaseRole role,
        Instant changedAt) {}
