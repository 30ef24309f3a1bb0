package io.barsgateway.fhir.fault;

/** One thing that is wrong, as an {@code OperationOutcome.issue} says it. */
public record Issue(FaultCode code, String diagnostics) {}
