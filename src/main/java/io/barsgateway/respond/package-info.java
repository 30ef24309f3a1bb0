/**
 * What the Sender hears later: an outcome that a local system reports becomes a response message, held for sending.
 *
 * <p>Comes in: the JSON of an outcome at POST /responses.
 *
 * <p>Goes out: a FHIR message of type response, composed from the case as it stands, with the work of sending it.
 *
 * <p>Can go wrong: no such case (404), an outcome that the case does not take now (409), a field that breaks the
 * schema (400).
 *
 * <p>Start reading: routes/50-respond.yaml, then ComposeResponse.
 */
@NullMarked
package io.barsgateway.respond;

import org.jspecify.annotations.NullMarked;
