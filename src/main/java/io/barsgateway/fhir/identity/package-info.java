/** Who and what is meant: a patient, an NHS number, a service, a resource, the reference of a case. */
@NullMarked
package io.barsgateway.fhir.identity;

import org.jspecify.annotations.NullMarked;
