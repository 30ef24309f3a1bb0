package io.barsgateway.cases.timeline;

import io.barsgateway.cases.CaseRole;
import io.barsgateway.cases.CaseState.Status;
import java.time.Instant;
import java.util.UUID;

/**
 * A case that was found: ids and what it has come to, nothing of its patient.
 *
 * @param role which side of it we are
 * @param about meaning of its first message; empty where none is held
 * @param encounterStatus of our own Encounter; empty for bookings
 */
public record FoundCase(
        UUID id,
        String reference,
        CaseRole role,
        String service,
        String counterpart,
        String about,
        String useCase,
        Status status,
        String encounterStatus,
        String correlationId,
        Instant openedAt) {}
