/**
 * How we say no: the codes of the standard's error model, and the Fault that carries them and stops a route.
 */
@NullMarked
package io.barsgateway.fhir.fault;

import org.jspecify.annotations.NullMarked;
