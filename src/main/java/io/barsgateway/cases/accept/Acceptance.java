package io.barsgateway.cases.accept;

import io.barsgateway.cases.CaseState;
import io.barsgateway.fhir.MessageBundle;

/**
 * What accepting a message comes to: the Bundle to answer with, and the case as it then stands. Nothing of it holds until
 * the store has committed it.
 *
 * @param ids under which the request is known, today and on its retry
 * @param opens whether the case is a new one
 * @param encounterStatus of the Encounter that a response is about; empty where it says nothing of it
 */
public record Acceptance(MessageBundle answer, CaseState state, StableIds ids, boolean opens, String encounterStatus) {}
