package io.barsgateway.story;

import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Some hundred messages, each with one thing changed that Senders vary; {@code VariationsFault} tries them all. */
@GatewayTest
class VariationsIT {

    private final VariationsCheck check;

    VariationsIT(
            @Qualifier("inboundListener") Listener inbound,
            @Qualifier("localListener") Listener local,
            JdbcClient jdbc) {
        check = new VariationsCheck(inbound, local, jdbc);
    }

    @AfterEach
    void behave() {
        FarSide.CATALOGUE.gatewayAt("");
    }

    @Test
    void variations_are_refused_only_where_the_standard_says_so_and_lose_nothing() throws Exception {
        check.run(howMany());
    }

    int howMany() {
        return 300;
    }
}
