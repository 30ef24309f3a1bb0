package io.barsgateway.response;

import io.barsgateway.acceptance.CaseState;
import io.barsgateway.casefile.Outgoing;

/** A response message ready to be held, and what its case becomes with it. */
public record Composed(Outgoing message, CaseState after, String encounterStatus) {}
