package io.barsgateway.story;

import static io.barsgateway.fixture.FileGateway.service;
import static io.barsgateway.fixture.FileGateway.serviceTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.FileGateway;
import io.barsgateway.fixture.LocalClient;
import io.barsgateway.fixture.LocalDouble;
import io.barsgateway.fixture.LocalDouble.Attempt;
import io.barsgateway.fixture.LogLines;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.OwnRoutes;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.ProxyClient.Reply;
import io.barsgateway.fixture.RoutesFolder;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** delivery.route and confirm.route: a route of the user's own takes the place of a URL, with the same promises. */
@TestInstance(Lifecycle.PER_CLASS)
class OwnRouteIT {

    private static final String PAS = "3200000001";
    private static final String FAILING = "3200000002";
    private static final String DECIDED = "3200000003";
    private static final String FALLING = "3200000005";
    private static final String QUIET = "3200000006";
    private static final String LATER = "3200000004";

    private final RoutesFolder routes = RoutesFolder.copied();
    private final String mine = OwnRoutes.of(PAS);
    private final FileGateway gateway;
    private final ProxyClient proxy;
    private final LocalClient local;

    OwnRouteIT() throws IOException {
        routes.write("local/pas.yaml", mine);
        gateway = FileGateway.start(
                Map.of(
                        "bars.routes", routes.toString(),
                        "bars.routes-watch", "100ms",
                        "bars.inbound.answer-timeout", "2s",
                        "bars.delivery.deadline", "5s"),
                services());
        proxy = gateway.proxy();
        local = gateway.local();
    }

    private static String[] services() {
        return new String[] {
            serviceTo(PAS, "route: direct:pas"),
            serviceTo(FAILING, "route: direct:failing"),
            serviceTo(FALLING, "route: direct:failing, fallback: '" + FarSide.LOCAL.url() + "'"),
            serviceTo(QUIET, "route: direct:quiet"),
            service(
                    DECIDED,
                    "      accept: { new-referral: confirm-first, update: confirm-first, cancel: confirm-first }\n",
                    "      confirm: { route: direct:pas-decide }\n")
        };
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    @BeforeEach
    void mend() throws Exception {
        gateway.write(services());
        // Served again, or the routes are judged by the services of before and looked at again in half a minute only
        Awaitility.await()
                .until(() -> !local.get("/health").body().contains("bars.services: ")
                        && proxy.to(QUIET)
                                        .post(Messages.to(QUIET, Messages.validation()))
                                        .status()
                                == 200);
        routes.delete("local/pass.yaml");
        routes.write("local/pas.yaml", mine);
        Awaitility.await()
                .until(() -> routes.refusals(local).isEmpty()
                        && !local.get("/health").body().contains("bars.services: "));
    }

    private static List<Attempt> delivered(ProxyClient request, int count) throws InterruptedException {
        return FarSide.LOCAL.await(count, LocalDouble.of(request));
    }

    @Test
    void a_route_of_ones_own_gets_the_same_headers_and_retries() throws Exception {
        ProxyClient request = proxy.to(PAS);
        FarSide.LOCAL.answerNext(LocalDouble.of(request), 503, 500);

        assertThat(request.post(Messages.to(PAS, Messages.validation())).status())
                .isEqualTo(200);

        List<Attempt> attempts = delivered(request, 3);
        assertThat(attempts).hasSize(3).allSatisfy(attempt -> {
            assertThat(attempt.header("X-Ward")).isEqualTo("A");
            assertThat(attempt.header("X-Bars-Service-System")).isEqualTo("https://fhir.nhs.uk/Id/dos-service-id");
            assertThat(attempt.header("X-Bars-Meaning")).isEqualTo("NEW_VALIDATION");
            assertThat(attempt.body()).contains("MessageHeader");
        });
        assertThat(attempts.stream()
                        .map(attempt -> attempt.header("Idempotency-Key"))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void what_follows_in_a_case_waits_for_what_failed() throws Exception {
        ProxyClient request = proxy.to(PAS);
        FarSide.LOCAL.answerNext(LocalDouble.of(request), 503, 503, 503);
        ObjectNode opening = Messages.to(PAS, Messages.validation());
        assertThat(request.post(opening).status()).isEqualTo(200);
        ProxyClient later = request.with("X-Request-Id", UUID.randomUUID().toString());
        assertThat(later.post(Messages.because("update", opening.deepCopy())).status())
                .isEqualTo(200);

        assertThat(delivered(request, 5).stream().map(attempt -> attempt.header("X-Bars-Meaning")))
                .containsExactly("NEW_VALIDATION", "NEW_VALIDATION", "NEW_VALIDATION", "NEW_VALIDATION", "UPDATE");
    }

    @Test
    void a_mistake_in_it_sets_the_message_aside_at_once() throws Exception {
        try (LogLines log = new LogLines()) {
            ProxyClient request = proxy.to(FAILING);
            assertThat(request.post(Messages.to(FAILING, Messages.validation())).status())
                    .isEqualTo(200);

            Awaitility.await().until(() -> log.all().stream()
                    .anyMatch(line -> line.contains("Undelivered NEW_VALIDATION")
                            && line.contains("a fault of ours or of an edited route")
                            && line.contains("IllegalStateException")));
        }
    }

    @Test
    void what_it_cannot_cope_with_goes_to_the_fallback_as_it_came() throws Exception {
        ProxyClient request = proxy.to(FALLING);
        assertThat(request.post(Messages.to(FALLING, Messages.validation())).status())
                .isEqualTo(200);

        assertThat(delivered(request, 1)).hasSize(1);
    }

    @Test
    void one_that_ends_well_without_a_status_has_taken_the_message() throws Exception {
        try (LogLines log = new LogLines()) {
            ProxyClient request = proxy.to(QUIET);
            Reply reply = request.post(Messages.to(QUIET, Messages.validation()));
            String reference = reply.body().replaceFirst("(?s).*?\"([0-9A-Z]{5}-[0-9A-Z]{5})\".*", "$1");

            Awaitility.await().until(() -> log.all().stream()
                    .anyMatch(line -> line.contains("Done NEW_VALIDATION") && line.contains(reference)));
        }
    }

    @ParameterizedTest
    @CsvSource({"204, 200", "409, 409", "422, 422", "401, 503", "500, 503"})
    void it_decides_by_the_status_that_it_leaves(int local, int status) throws Exception {
        Reply reply = Awaitility.await()
                .until(
                        () -> {
                            ProxyClient request = proxy.to(DECIDED);
                            FarSide.LOCAL.answerNext(LocalDouble.of(request), local);
                            return request.post(Messages.to(DECIDED, Messages.validation()));
                        },
                        answer -> answer.status() == status);

        assertThat(reply.status()).isEqualTo(status);
    }

    @Test
    void a_route_without_a_status_decides_nothing_and_a_hanging_one_ends() throws Exception {
        ProxyClient request = proxy.to(DECIDED);
        ObjectNode opening = Messages.to(DECIDED, Messages.validation());
        Awaitility.await().until(() -> request.post(opening).status(), status -> status == 200 || status == 409);
        assertThat(delivered(request, 1)).as("asked, which is delivered").hasSize(1);

        ProxyClient update = request.with("X-Request-Id", UUID.randomUUID().toString());
        assertThat(update.post(Messages.because("update", opening.deepCopy())).status())
                .isEqualTo(503);
        assertThat(local.get("/health").body())
                .contains("decisions of " + DECIDED, "left no status, which is no decision");

        ProxyClient cancel = request.with("X-Request-Id", UUID.randomUUID().toString());
        ObjectNode revoked = Messages.because("update", opening.deepCopy());
        Messages.resource(revoked, "ServiceRequest").put("status", "revoked");
        long began = System.nanoTime();
        Reply late = Awaitility.await().until(() -> cancel.post(revoked), reply -> reply.status() != 503);
        assertThat(late.status()).isEqualTo(408);
        assertThat((System.nanoTime() - began) / 1_000_000_000).isLessThan(20);
    }

    @Test
    void a_service_with_a_missing_route_waits_for_the_route() throws Exception {
        gateway.write(serviceTo(PAS, "route: direct:pas"), serviceTo(LATER, "route: direct:pass"));
        Awaitility.await().untilAsserted(() -> assertThat(local.get("/health").body())
                .contains(
                        "bars.services: ",
                        "delivery.route of bars.services of " + LATER + " names direct:pass, and no"
                                + " route begins there; do you mean direct:pas?"));

        routes.write("local/pass.yaml", """
                # The same under another name.
                - route:
                    id: pass
                    description: Hands a message to the PAS
                    routeConfigurationId: leave-to-caller
                    from:
                      uri: direct:pass
                      steps:
                        - to:
                            id: pass-on
                            description: See pas.yaml
                            uri: direct:pas
                """);

        ProxyClient request = proxy.to(LATER);
        Awaitility.await()
                .until(() ->
                        request.post(Messages.to(LATER, Messages.validation())).status() == 200);
    }

    @Test
    void routes_without_one_that_a_service_names_are_not_taken() throws Exception {
        routes.delete("local/pas.yaml");

        Awaitility.await().untilAsserted(() -> assertThat(routes.refusals(local))
                .contains("delivery.route of bars.services of " + PAS + " names direct:pas, and no route begins there")
                .contains("confirm.route of bars.services of " + DECIDED + " names direct:pas-decide"));
        ProxyClient request = proxy.to(PAS);
        assertThat(request.post(Messages.to(PAS, Messages.validation())).status())
                .isEqualTo(200);
        assertThat(delivered(request, 1)).hasSize(1);
    }

    @Test
    void a_start_without_it_is_refused() {
        assertThatThrownBy(() ->
                        FileGateway.start(serviceTo(PAS, "route: direct:pas")).close())
                .hasStackTraceContaining(
                        "delivery.route of bars.services of " + PAS + " names direct:pas, and no route begins there");
        assertThatThrownBy(() ->
                        FileGateway.start(serviceTo(PAS, "route: 'https:cas'")).close())
                .hasStackTraceContaining("delivery.route must be where a route of yours begins, such as direct:pas");
        assertThatThrownBy(() -> FileGateway.start(serviceTo(PAS, "route: direct:pas, url: 'https://cas.test/'"))
                        .close())
                .hasStackTraceContaining("names a url and a route: there can be one");
    }
}
