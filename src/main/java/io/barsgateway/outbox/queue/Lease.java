package io.barsgateway.outbox.queue;

import io.barsgateway.outbox.Work;
import io.barsgateway.outbox.Youth;
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
