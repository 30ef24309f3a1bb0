package io.barsgateway.acceptance;

import io.barsgateway.fhir.MessageBundle;

/**
 * What accepting a message comes to: the Bundle to answer with, and the case as it then stands. Nothing of it holds until
 * the store has committed it.
 */
public record Acceptance(MessageBundle answer, CaseState state) {}
