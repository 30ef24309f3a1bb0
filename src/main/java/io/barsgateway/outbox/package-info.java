/**
 * Work that is held: messages to deliver and messages to send, with one retry policy for both.
 *
 * <p>Comes in: a piece of work, written in the same commit as the message that asks for it.
 *
 * <p>Goes out: work that is due for a neighbour which has room, leased to one worker at a time, in the order of its case.
 *
 * <p>Can go wrong: an attempt fails: the work is tried again later, or set aside under an alarm where another attempt would only
 * fail the same way. A neighbour fails: it has one attempt at a time, and the others do not notice.
 *
 * <p>Here is what other chapters speak of: a piece of work, and the failures that say what becomes of it. The rooms use it, and it knows
 * none of them.
 *
 * <p>Start reading: ClaimWork and Postpone in the room claim, then RetryPolicy in attempt, Lanes in lane and WorkQueue in queue
 * (docs/adr/0023 and 0031).
 */
@NullMarked
package io.barsgateway.outbox;

import org.jspecify.annotations.NullMarked;
