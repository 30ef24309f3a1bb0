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

/** What a failure in a called route does to the route that called it, as 00-faults.yaml says. */
class CalledRouteTest {

    private static final String ROUTES = """
            - route:
                id: asks
                routeConfigurationId: %s
                from:
                  uri: direct:asks
                  steps:
                    - setVariable: { name: found, expression: { constant: "" } }
                    - to: { uri: "direct:asked" }
                    - setBody: { expression: { constant: "went on" } }
            - route:
                id: asked
                routeConfigurationId: %s
                from:
                  uri: direct:asked
                  steps:
                    - process: { ref: failing }
                    - process: { ref: failing }
            """;

    private static Exchange ask(String ofCaller, String ofCalled) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            // As a connection fails that nobody takes
            Processor failing = exchange -> {
                throw new ConnectException("nobody there");
            };
            context.getRegistry().bind("failing", failing);
            context.getRegistry().bind("forgetThrownRefusal", (Processor) exchange -> {});
            context.getRegistry().bind("postpone", new Ends());
            context.getRegistry().bind("reportFailedLook", new Ends());
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(
                            ResourceHelper.resolveMandatoryResource(
                                    context, "file:" + Path.of("routes", "00-faults.yaml")),
                            ResourceHelper.fromString("asks.yaml", ROUTES.formatted(ofCaller, ofCalled)));
            context.start();
            return context.createProducerTemplate().request("direct:asks", exchange -> {});
        }
    }

    /** Stands where a configuration ends a failure. */
    public static final class Ends implements Processor {

        @Override
        public void process(Exchange exchange) {
            exchange.getMessage().setBody("ended by its caller");
        }
    }

    @Test
    void a_failed_search_finds_nothing_and_its_caller_goes_on() throws Exception {
        Exchange asked = ask("retry-later", "go-on");

        assertThat(asked.getException()).isNull();
        assertThat(asked.getMessage().getBody(String.class)).isEqualTo("went on");
        assertThat(asked.getVariable("found", String.class)).isEmpty();
    }

    @Test
    void the_caller_handles_the_failure_of_a_called_route() throws Exception {
        Exchange asked = ask("retry-later", "leave-to-caller");

        assertThat(asked.getException()).isNull();
        assertThat(asked.getMessage().getBody(String.class)).isEqualTo("ended by its caller");
    }

    @Test
    void a_failure_in_a_called_route_ends_its_caller_too() throws Exception {
        Exchange asked = ask("look-again", "retry-later");

        assertThat(asked.getException()).isNull();
        assertThat(asked.getMessage().getBody(String.class)).isEqualTo("ended by its caller");
    }
}
