package io.barsgateway.edge.request;

import io.barsgateway.fhir.fault.Cause;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells in one line of an answer that could not be written. Where its caller has gone that is no fault: a Sender asks again and
 * hears 409 duplicate. Camel would print a stack trace for each.
 */
public final class LostAnswers implements ExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(LostAnswers.class);

    @Override
    public void handleException(Throwable failure) {
        if (Cause.chain(failure).anyMatch(IOException.class::isInstance)) {
            log.info("An answer was not heard: its caller had gone");
        } else {
            log.error("Unexpected {}", Cause.of(failure));
        }
    }

    @Override
    public void handleException(String message, Throwable failure) {
        handleException(failure);
    }

    @Override
    public void handleException(String message, @Nullable Exchange exchange, Throwable failure) {
        if (exchange != null && RequestBinding.requestOf(exchange) != null) {
            // Where nothing was on its way to the caller yet
            RequestBinding.requestOf(exchange).answerTime().heard().lost(0);
        }
        handleException(failure);
    }
}
