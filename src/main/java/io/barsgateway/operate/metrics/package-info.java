/**
 * What {@code GET /metrics} says: what was counted and timed where it happened, and what is so at the moment it is asked. Every name is
 * in docs/operating.md, Metrics.
 *
 * <p>Left out, since nobody would look at them or their labels have no bound: Camel's timers of single steps and of endpoints, whose
 * labels are URIs.
 */
@NullMarked
package io.barsgateway.operate.metrics;

import org.jspecify.annotations.NullMarked;
