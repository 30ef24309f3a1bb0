/**
 * The two forms of FHIR, JSON and XML: each is read into the same tree and written from it.
 */
@NullMarked
package io.barsgateway.fhir.form;

import org.jspecify.annotations.NullMarked;
