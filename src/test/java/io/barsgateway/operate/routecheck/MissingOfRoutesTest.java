package io.barsgateway.operate.routecheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.operate.routefiles.RouteProblem;
import io.barsgateway.operate.routefiles.RouteSet;
import io.barsgateway.receive.service.ServicesProperties;
import io.barsgateway.receive.tenant.NeededOfRoutes;
import io.barsgateway.receive.tenant.NeededOfRoutes.Need;
import io.barsgateway.receive.tenant.Tenants;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** What services name in the routes folder must be there. */
class MissingOfRoutesTest {

    private static final String PAS = """
            # Mine.
            - route:
                id: pas
                routeConfigurationId: leave-to-caller
                from:
                  uri: direct:pas
                  steps: []
            """;

    private static final String NAMED_PAS = "uri: direct\n      parameters:\n        name: pas";

    private static List<String> problems(String needed, String route) throws IOException {
        SortedMap<String, String> files =
                new TreeMap<>(RouteSet.read(Path.of("routes")).files());
        files.put("local/pas.yaml", route);
        files.put("local/pas.jsonata", "{}");
        Tenants none = new Tenants(new ServicesProperties(List.of()));
        NeededOfRoutes needs = service -> List.of(new Need(needed, "delivery.route"));
        MissingOfRoutes missing = new MissingOfRoutes(
                none, new StaticListableBeanFactory(Map.of("needs", needs)).getBeanProvider(NeededOfRoutes.class));
        return missing.problems(new RouteSet(files), List.of(io.barsgateway.fixture.Tenants.any())).stream()
                .map(RouteProblem::toString)
                .toList();
    }

    @Test
    void what_is_there_is_no_problem() throws IOException {
        assertThat(problems("direct:pas", PAS)).isEmpty();
        assertThat(problems("local/pas.jsonata", PAS)).isEmpty();
    }

    /** As a visual editor writes it. */
    @Test
    void a_route_whose_name_is_a_parameter_is_there() throws IOException {
        assertThat(problems("direct:pas", PAS.replace("uri: direct:pas", NAMED_PAS)))
                .isEmpty();
        assertThat(problems(
                        "direct:pas", PAS.replace("uri: direct:pas", NAMED_PAS).replace("leave-to-caller", "go-on")))
                .singleElement()
                .asString()
                .contains("such a route must have routeConfigurationId: leave-to-caller");
    }

    @Test
    void a_missing_route_is_named_with_its_service_and_setting() throws IOException {
        assertThat(problems("direct:pass", PAS))
                .containsExactly("routes: delivery.route of bars.services of 2000099999 names direct:pass, and no route"
                        + " begins there; do you mean direct:pas?");
    }

    @Test
    void so_is_a_file() throws IOException {
        assertThat(problems("local/pass.jsonata", PAS))
                .containsExactly("routes: delivery.route of bars.services of 2000099999 names the file"
                        + " local/pass.jsonata, which is not there; do you mean local/pas.jsonata?");
    }

    @Test
    void a_route_that_would_hide_its_failures_is_named_with_its_line() throws IOException {
        assertThat(problems("direct:pas", PAS.replace("leave-to-caller", "go-on")))
                .containsExactly(
                        "local/pas.yaml:4: delivery.route of bars.services of 2000099999 names direct:pas: such"
                                + " a route must have routeConfigurationId: leave-to-caller, or a message that failed in it"
                                + " would count as taken");
    }

    @Test
    void a_called_route_that_hides_its_failures_is_named() throws IOException {
        String both = PAS.replace("steps: []", "steps: [ { to: { uri: direct:post } } ]")
                + PAS.replace("id: pas", "id: post")
                        .replace("direct:pas", "direct:post")
                        .replace("leave-to-caller", "look-again");

        assertThat(problems("direct:pas", both))
                .singleElement()
                .asString()
                .contains("which calls direct:post: such a route must have");
    }

    @Test
    void one_that_calls_itself_again_is_refused() throws IOException {
        assertThat(problems("direct:pas", PAS.replace("steps: []", "steps: [ { to: { uri: direct:pas } } ]")))
                .singleElement()
                .asString()
                .contains("call itself again without an end");
        assertThat(problems("direct:deliver-one", PAS))
                .singleElement()
                .asString()
                .contains("call itself again without an end");
    }
}
