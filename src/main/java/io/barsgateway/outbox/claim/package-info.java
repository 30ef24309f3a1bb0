/**
 * One claim from its beginning to its end, as the routes call it step by step: a piece of work is taken, checked before it leaves, and then
 * either settled or postponed.
 */
@NullMarked
package io.barsgateway.outbox.claim;

import org.jspecify.annotations.NullMarked;
