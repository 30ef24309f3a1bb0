/**
 * What someone must be able to ask about later: every attempt and action, who, from where, by which rule and what came of it.
 * Ids, names, addresses and hashes only; append-only, and chained so that a change shows.
 */
@NullMarked
package io.barsgateway.audit;

import org.jspecify.annotations.NullMarked;
