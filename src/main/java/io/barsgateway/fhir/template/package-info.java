/** FHIR that we write ourselves: files with holes, and the parts that several chapters make of them. */
@NullMarked
package io.barsgateway.fhir.template;

import org.jspecify.annotations.NullMarked;
