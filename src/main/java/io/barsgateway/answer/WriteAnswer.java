package io.barsgateway.answer;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Puts an {@link Answer} on the wire. Camel would echo every header of the request; only the answer's own are sent. */
@Component
public final class WriteAnswer {

    public void write(@Variable("answer") Answer answer, Exchange exchange) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, answer.status());
        answer.headers().forEach(message::setHeader);
        message.setBody(answer.body().bytes());
    }
}
