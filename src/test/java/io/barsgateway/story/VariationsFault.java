package io.barsgateway.story;

import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All the messages of which {@code VariationsIT} tries some, in some minutes. */
@GatewayTest
class VariationsFault {

    private final VariationsCheck check;

    VariationsFault(
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
    void whatever_senders_vary_is_refused_only_where_the_standard_asks_for_it_and_loses_nothing() throws Exception {
        check.run(Integer.MAX_VALUE);
    }
}
