/**
 * FHIR R4 as a tree that loses nothing: JSON and XML in and out, and the few questions that every stage asks of a Bundle.
 */
@NullMarked
package io.barsgateway.fhir;

import org.jspecify.annotations.NullMarked;
