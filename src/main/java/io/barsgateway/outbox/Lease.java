package io.barsgateway.outbox;

import java.time.Duration;
import java.util.UUID;

/**
 * A claim of this gateway before it is written.
 *
 * @param id names it
 * @param time that it lasts
 * @param youth see {@link Work}
 */
public record Lease(UUID id, Duration time, Youth youth) {}
