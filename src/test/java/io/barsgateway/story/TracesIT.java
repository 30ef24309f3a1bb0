package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fixture.Changed;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.LocalClient;
import io.barsgateway.fixture.LocalDouble;
import io.barsgateway.fixture.LocalDouble.Attempt;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.ProxyClient.Reply;
import io.barsgateway.fixture.SpanCollector;
import io.barsgateway.fixture.SpanCollector.Told;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** One trace from the proxy's request to the delivery and what follows, told to a collector, with ids and nothing else. */
@GatewayTest
@DirtiesContext
class TracesIT {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLER = "00f067aa0ba902b7";
    private static final SpanCollector COLLECTOR = SpanCollector.start();

    /** Names, numbers, postcodes and telephone numbers in the messages of the stories, tokens, and words of their own. */
    private static final List<String> OF_PATIENTS = List.of(
            "Sampleton",
            "CANARYNAME",
            "9990000018",
            "9434765919",
            "01632 960001",
            "Exampleton",
            "canary-token",
            "Bearer ");

    private final ProxyClient proxy;
    private final LocalClient local;

    TracesIT(@Qualifier("inboundListener") Listener inbound, @Qualifier("localListener") Listener local) {
        this.proxy = ProxyClient.at(inbound.boundPort());
        this.local = new LocalClient(local.boundPort());
    }

    @DynamicPropertySource
    static void traced(DynamicPropertyRegistry registry) throws IOException {
        Path home = Files.createTempDirectory("bars-traces");
        registry.add("bars.home", home::toString);
        registry.add("bars.tracing.endpoint", COLLECTOR::url);
        registry.add("bars.tracing.every", () -> "100ms");
    }

    @AfterAll
    static void close() {
        COLLECTOR.close();
    }

    private static List<Told> of(ProxyClient request, String name, int many) {
        return COLLECTOR.await(
                many,
                span -> span.name().equals(name)
                        && span.field("bars.correlation_id").equals(request.header("X-Correlation-Id")));
    }

    @Test
    void a_request_and_each_attempt_to_deliver_it_are_one_trace() throws Exception {
        ProxyClient request = proxy.to(FarSide.DOUBLED).with("traceparent", "00-" + TRACE + "-" + CALLER + "-00");
        FarSide.LOCAL.answerNext(LocalDouble.of(request), 500);

        Reply reply = request.post(Messages.to(FarSide.DOUBLED, Messages.validation()));
        List<Attempt> attempts = FarSide.LOCAL.await(2, LocalDouble.of(request));

        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        Told asked = of(request, "request", 1).get(0);
        assertThat(asked.trace()).isEqualTo(TRACE);
        assertThat(asked.parent()).isEqualTo(CALLER);
        assertThat(asked.field("http.response.status_code")).isEqualTo("200");
        assertThat(asked.field("bars.operation")).isEqualTo("$process-message");
        assertThat(asked.field("bars.service")).endsWith("|" + FarSide.DOUBLED);
        assertThat(asked.field("bars.request_id")).isEqualTo(request.header("X-Request-Id"));
        List<Told> deliveries = of(request, "delivery", 2);
        assertThat(deliveries).hasSize(2).allSatisfy(delivery -> {
            assertThat(delivery.trace()).isEqualTo(TRACE);
            assertThat(delivery.parent()).isEqualTo(asked.id());
            assertThat(delivery.field("bars.reference"))
                    .isEqualTo(asked.field("bars.reference"))
                    .isNotEmpty();
            assertThat(delivery.field("bars.operation")).isEqualTo("NEW_VALIDATION");
        });
        assertThat(deliveries).extracting(Told::failed).containsExactlyInAnyOrder(true, false);
        assertThat(attempts)
                .extracting(attempt -> attempt.header("traceparent"))
                .containsExactlyInAnyOrderElementsOf(deliveries.stream()
                        .map(delivery -> "00-" + TRACE + "-" + delivery.id() + "-01")
                        .toList());
    }

    @Test
    void a_question_and_a_response_join_their_causes_trace() throws Exception {
        ProxyClient request = proxy.to(FarSide.CONFIRMING);
        ObjectNode message = Messages.to(FarSide.CONFIRMING, Messages.validation());
        FarSide.SIMULATOR.farEnd().expects(message.path("id").asText());
        assertThat(request.post(message).status()).isEqualTo(200);

        Told asked = of(request, "request", 1).get(0);
        Told question = of(request, "question", 1).get(0);
        assertThat(asked.parent()).as("it began a trace of its own").isEmpty();
        assertThat(question.trace()).isEqualTo(asked.trace());
        assertThat(question.parent()).isEqualTo(asked.id());
        assertThat(FarSide.LOCAL.await(1, LocalDouble.of(request)).get(0).header("traceparent"))
                .startsWith("00-" + asked.trace() + "-" + question.id() + "-");

        assertThat(local.report("{\"correlationId\":\"" + request.header("X-Correlation-Id")
                                + "\",\"kind\":\"interim\",\"reason\":\"CANARYNAME called\"}")
                        .status())
                .isEqualTo(202);
        Told sending = of(request, "sending", 1).get(0);
        assertThat(COLLECTOR.await(
                        1,
                        span -> span.trace().equals(sending.trace())
                                && span.name().equals("request")))
                .singleElement()
                .satisfies(report -> {
                    assertThat(report.id()).isEqualTo(sending.parent());
                    assertThat(report.field("bars.operation")).isEqualTo("responses");
                });
        assertThat(COLLECTOR.await(1, span -> span.name().equals("token"))).isNotEmpty();
    }

    @Test
    void a_refusal_is_told_with_its_status() throws Exception {
        ProxyClient request = proxy.to("2000000000");
        assertThat(request.post(Messages.validation()).status()).isEqualTo(404);

        assertThat(of(request, "request", 1).get(0).field("http.response.status_code"))
                .isEqualTo("404");
    }

    @Test
    void a_malformed_traceparent_is_no_error() throws Exception {
        ProxyClient request = proxy.to(FarSide.ANY).with("traceparent", "CANARYNAME");
        assertThat(request.post(Messages.validation()).status()).isEqualTo(200);

        assertThat(of(request, "request", 1).get(0).parent()).isEmpty();
    }

    /** The queries of reads carry patients, in our own and in those that we ask. */
    @Test
    void nothing_of_a_patient_and_no_secret_is_told() throws Exception {
        ObjectNode message = Changed.family("CANARYNAME", Messages.validation());
        ProxyClient request = proxy.to(FarSide.ANY).with("Authorization", "Bearer canary-token");
        assertThat(request.post(message).status()).isEqualTo(200);
        ProxyClient failing = proxy.to(FarSide.DOUBLED);
        FarSide.LOCAL.refuseNext(LocalDouble.of(failing), 422, "CANARYNAME");
        failing.post(Messages.to(
                FarSide.DOUBLED, message.deepCopy().put("id", UUID.randomUUID().toString())));
        ProxyClient read = proxy.to(FarSide.ANY);
        read.call(
                "GET",
                "/ServiceRequest?patient:identifier=https://fhir.nhs.uk/Id/nhs-number%7C9990000018",
                new byte[0]);
        ProxyClient one = proxy.to(FarSide.ANY);
        one.call("GET", "/Appointment/CANARYNAME", new byte[0]);
        local.get(
                "/services/2000011147/ServiceRequest?patient:identifier=https://fhir.nhs.uk/Id/nhs-number%7C9990000018");

        assertThat(of(request, "delivery", 1)).isNotEmpty();
        assertThat(of(failing, "delivery", 1)).isNotEmpty();
        assertThat(of(read, "request", 1).get(0).field("bars.operation")).isEqualTo("ServiceRequest");
        assertThat(of(one, "request", 1).get(0).field("bars.operation")).isEqualTo("Appointment");
        COLLECTOR.await(1, span -> span.field("bars.operation").equals("services"));
        String told = COLLECTOR.everything();
        assertThat(told).contains(request.header("X-Correlation-Id"));
        assertThat(OF_PATIENTS).noneMatch(told::contains);
        assertThat(Files.readAllLines(FarSide.PKI.senderKey(), StandardCharsets.US_ASCII)
                        .get(1))
                .satisfies(key -> assertThat(told).doesNotContain(key));
    }
}
