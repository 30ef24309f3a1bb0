/**
 * What a message means, and whether it meets the standard.
 *
 * <p>Comes in: the body of a request.
 *
 * <p>Goes out: a Message: its bytes, its tree, what it asks for and for which use case.
 *
 * <p>Can go wrong: a rule of the standard is broken: a Fault tells every rule that is broken and the element that
 * breaks it.
 *
 * <p>Start reading: MessageStandard, then MessageRules.
 */
@NullMarked
package io.barsgateway.message;

import org.jspecify.annotations.NullMarked;
