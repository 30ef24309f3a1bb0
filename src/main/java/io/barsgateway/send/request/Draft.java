package io.barsgateway.send.request;

import io.barsgateway.cases.HeldCase;
import io.barsgateway.fhir.MessageBundle;
import org.jspecify.annotations.Nullable;

/**
 * A message to be sent, before it is checked.
 *
 * @param correlationId of the conversation; empty where a new one begins
 * @param about the case that it updates or cancels; null where it opens one
 */
public record Draft(
        MessageBundle bundle,
        String correlationId,
        @Nullable HeldCase about) {}
