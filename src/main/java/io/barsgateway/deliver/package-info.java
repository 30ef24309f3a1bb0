/**
 * Handing on what we hold to the local system of its service: where to, and in which form.
 *
 * <p>Comes in: a piece of work of kind DELIVER.
 *
 * <p>Goes out: an HTTP POST to the delivery URL; a 2xx settles it.
 *
 * <p>Can go wrong: no URL is set (the work waits), the local system refuses, is set up wrongly or does not answer (see
 * RetryPolicy in outbox).
 *
 * <p>Start reading: routes/40-deliver.yaml, then ClaimDelivery.
 */
@NullMarked
package io.barsgateway.deliver;

import org.jspecify.annotations.NullMarked;
