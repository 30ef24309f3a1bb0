package io.barsgateway.story;

import io.barsgateway.audit.incident.Incidents;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fixture.FailureTable;
import io.barsgateway.fixture.GatewayTest;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;

/** The same silence for a minute, longer than any time-out. */
@GatewayTest
@DirtiesContext
class StoreOutageFault extends StoreOutageIT {

    StoreOutageFault(
            @Qualifier("inboundListener") Listener inbound,
            @Qualifier("localListener") Listener localSide,
            JdbcClient jdbc,
            Incidents incidents,
            CamelContext camel) {
        super(inbound, localSide, jdbc, incidents, camel);
    }

    @Override
    Duration silence() {
        return Duration.ofSeconds(60);
    }

    @Override
    void measured(String figure, FailureTable.Goal goal) throws Exception {
        FailureTable.measured("F", figure, goal);
    }
}
