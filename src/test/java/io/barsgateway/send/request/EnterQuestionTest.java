package io.barsgateway.send.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.identity.ServiceId;
import io.barsgateway.fixture.Properties;
import io.barsgateway.local.Objection;
import io.barsgateway.local.request.LocalRead;
import io.barsgateway.local.request.LocalRead.Kind;
import io.barsgateway.send.proxy.SenderProperties;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

/** One target that does not answer is asked so much at once, and others are asked as ever. */
class EnterQuestionTest {

    private final EnterQuestion enter = new EnterQuestion(
            Properties.bind("bars.sender", SenderProperties.class, Map.of("bars.sender.questions-at-once", "2")));

    private Exchange ask(String target) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        enter.enter(new LocalRead(Kind.QUESTION, new ServiceId(Systems.SERVICE_ID, target), "Slot", ""), exchange);
        return exchange;
    }

    private static void answered(Exchange exchange) {
        exchange.getExchangeExtension().handoverCompletions().forEach(one -> one.onComplete(exchange));
    }

    @Test
    void one_too_many_is_told_so_at_once_until_an_earlier_one_is_answered() {
        Exchange first = ask("2000000001");
        ask("2000000001");

        assertThatThrownBy(() -> ask("2000000001"))
                .isInstanceOfSatisfying(Objection.class, objection -> assertThat(objection.status())
                        .isEqualTo(503));
        ask("2000000002");

        answered(first);
        answered(ask("2000000001"));
    }
}
