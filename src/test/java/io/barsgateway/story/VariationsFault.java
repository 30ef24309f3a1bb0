package io.barsgateway.story;

import io.barsgateway.edge.listener.Listener;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All the messages of which {@code VariationsIT} tries some, in some minutes. */
class VariationsFault extends VariationsIT {

    VariationsFault(
            @Qualifier("inboundListener") Listener inbound,
            @Qualifier("localListener") Listener local,
            JdbcClient jdbc) {
        super(inbound, local, jdbc);
    }

    @Override
    int howMany() {
        return Integer.MAX_VALUE;
    }
}
