package io.barsgateway.respond;

import io.barsgateway.cases.CaseState;
import io.barsgateway.cases.Outgoing;

/** A response message ready to be held, and what its case becomes with it. */
public record ComposedResponse(Outgoing message, CaseState after, String encounterStatus) {}
