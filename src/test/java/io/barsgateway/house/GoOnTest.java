package io.barsgateway.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;

/** A search that fails leaves what was sought unfound, and the route that asked for it goes on. */
class GoOnTest {

    private static final String ROUTES = """
            - route:
                id: asks
                from:
                  uri: direct:asks
                  steps:
                    - setVariable: { name: found, expression: { constant: "" } }
                    - to: { uri: "direct:sought" }
                    - setBody: { expression: { constant: "went on" } }
            - route:
                id: sought
                routeConfigurationId: go-on
                from:
                  uri: direct:sought
                  steps:
                    - process: { ref: failing }
                    - process: { ref: failing }
            """;

    @Test
    void the_asking_route_goes_on_with_nothing_found() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            // As a connection fails that nobody takes
            Processor failing = exchange -> {
                throw new ConnectException("nobody there");
            };
            context.getRegistry().bind("failing", failing);
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(
                            ResourceHelper.resolveMandatoryResource(
                                    context, "file:" + Path.of("routes", "00-faults.yaml")),
                            ResourceHelper.fromString("asks.yaml", ROUTES));
            context.start();

            Exchange asked = context.createProducerTemplate().request("direct:asks", exchange -> {});

            assertThat(asked.getException()).isNull();
            assertThat(asked.getMessage().getBody(String.class)).isEqualTo("went on");
            assertThat(asked.getVariable("found", String.class)).isEmpty();
        }
    }
}
