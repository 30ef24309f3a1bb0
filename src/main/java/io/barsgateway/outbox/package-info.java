/**
 * Work that is held: messages to deliver and messages to send, with one retry policy for both.
 *
 * <p>Comes in: a piece of work, written in the same commit as the message that asks for it.
 *
 * <p>Goes out: work that is due, leased to one worker at a time, in the order of its case.
 *
 * <p>Can go wrong: an attempt fails: the work is tried again later, or set aside for a person where another attempt
 * would only fail the same way.
 *
 * <p>Start reading: WorkQueue, then Postpone.
 */
@NullMarked
package io.barsgateway.outbox;

import org.jspecify.annotations.NullMarked;
