/**
 * Alarms as incidents: each has a beginning, an end, a count and an owner, is kept in the store, announced to an address, and announced again
 * until somebody takes it.
 */
@NullMarked
package io.barsgateway.audit.incident;

import org.jspecify.annotations.NullMarked;
