/**
 * FHIR R4 as a tree that loses nothing, and the few questions that every chapter asks of a message.
 *
 * <p>Comes in: bytes of FHIR JSON or XML.
 *
 * <p>Goes out: a tree of the same elements in the same order, the bytes of that tree in either form, and an
 * OperationOutcome for what is refused.
 *
 * <p>Can go wrong: the bytes are no FHIR, or an element has the wrong shape: a Fault names the element.
 *
 * <p>Start reading: MessageBundle, then Tree.
 */
@NullMarked
package io.barsgateway.fhir;

import org.jspecify.annotations.NullMarked;
