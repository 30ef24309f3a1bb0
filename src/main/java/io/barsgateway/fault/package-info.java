/**
 * How we say no: the codes of the standard's error model, and the OperationOutcome that carries them, in JSON or XML.
 */
@NullMarked
package io.barsgateway.fault;

import org.jspecify.annotations.NullMarked;
