/**
 * Where everything that is counted and timed goes: one registry, whose labels cannot have more values than a monitor can hold.
 *
 * <p>What happens is counted where it happens (requests, attempts, audited events). What is so at the moment, such as how much waits,
 * is asked for when a monitor asks: see the room metrics of the chapter operate.
 */
@NullMarked
package io.barsgateway.audit.metrics;

import org.jspecify.annotations.NullMarked;
