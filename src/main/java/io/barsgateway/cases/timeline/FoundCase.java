package io.barsgateway.cases.timeline;

import java.time.Instant;
import java.util.UUID;

/**
 * A case that was found: ids and what it has come to, nothing of its patient.
 *
 * @param role receiver where it was sent to us, sender where we sent it
 * @param about meaning of its first message
 * @param status OPEN, CANCELLED, COMPLETED or REJECTED
 * @param encounterStatus of our own Encounter; empty for bookings
 */
public record FoundCase(
        UUID id,
        String reference,
        String role,
        String service,
        String counterpart,
        String about,
        String useCase,
        String status,
        String encounterStatus,
        String correlationId,
        Instant openedAt) {}
