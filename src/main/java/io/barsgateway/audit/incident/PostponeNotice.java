package io.barsgateway.audit.incident;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Variable;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Tries an address again later that did not take a notice; one alarm says so, not each attempt. */
@Component
public final class PostponeNotice {

    private static final Logger log = LoggerFactory.getLogger(PostponeNotice.class);

    private final Notices notices;

    PostponeNotice(Notices notices) {
        this.notices = notices;
    }

    public void postpone(
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable failure,
            @Variable("notice") @Nullable Notice notice) {
        if (notice == null) {
            log.warn(
                    "The next notice of an alarm could not be fetched: {}",
                    failure.getClass().getSimpleName());
            return;
        }
        notices.failed(
                notice,
                failure instanceof HttpOperationFailedException http
                        ? "it answered " + http.getStatusCode()
                        : failure.getClass().getSimpleName());
    }
}
