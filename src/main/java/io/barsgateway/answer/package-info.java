/**
 * What a caller hears at once: the accepted Bundle, an OperationOutcome, what this gateway can do, what was asked
 * for.
 *
 * <p>Comes in: what the steps before have found, or the failure that ended them.
 *
 * <p>Goes out: an Answer: a status, headers and a body, and nothing else.
 *
 * <p>Can go wrong: anything unforeseen becomes an OperationOutcome that tells the caller nothing of our insides, and
 * one ERROR line for us.
 *
 * <p>Start reading: Answer, then AnswerFault.
 */
@NullMarked
package io.barsgateway.answer;

import org.jspecify.annotations.NullMarked;
