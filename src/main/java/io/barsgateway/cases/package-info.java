/**
 * What we hold, in PostgreSQL and nowhere else: cases, their messages, the slot diary, decisions that are not yet
 * acknowledged.
 *
 * <p>Comes in: a message that met the standard, and the lock on its X-Request-Id.
 *
 * <p>Goes out: a Receipt, after the commit; a case with its history for whoever composes a response.
 *
 * <p>Can go wrong: the store does not answer (503, nothing is kept), the request is a repeat (409 or 425), the case
 * is unknown or closed (404, 400, 409).
 *
 * <p>Start reading: HoldMessage in the room hold.
 */
@NullMarked
package io.barsgateway.cases;

import org.jspecify.annotations.NullMarked;
