package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.cases.CaseFile;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.LocalClient;
import io.barsgateway.fixture.LocalDouble;
import io.barsgateway.fixture.LocalDouble.Attempt;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.ProxyClient.Reply;
import io.barsgateway.fixture.Requests;
import io.barsgateway.simulator.Habit;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the other side refuses for good is told to the local system that asked for it (routes/40-deliver.yaml). */
@GatewayTest
@ExtendWith(OutputCaptureExtension.class)
class RefusalIT {

    private static final String FAR = "2000011147";

    private final ProxyClient proxy;
    private final LocalClient local;
    private final CaseFile cases;

    private final JdbcClient jdbc;

    RefusalIT(
            @Qualifier("inboundListener") Listener inbound,
            @Qualifier("localListener") Listener local,
            CaseFile cases,
            JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.cases = cases;
        this.proxy = ProxyClient.at(inbound.boundPort());
        this.local = new LocalClient(local.boundPort());
    }

    @AfterEach
    void behave() {
        FarSide.SIMULATOR.farEnd().behave(Set.of());
    }

    /** A validation for the far end, about a patient whose number decides the answer; what it was answered with. */
    private JsonNode sent(String from, String nhsNumber) throws Exception {
        ObjectNode wish = Requests.validation("a4t1", from, FAR);
        ((ObjectNode) wish.path("patient")).put("nhsNumber", nhsNumber);
        Reply held = local.send(wish);
        assertThat(held.status()).as(held.body()).isEqualTo(202);
        return held.json();
    }

    private static Attempt told(JsonNode receipt) throws InterruptedException {
        List<Attempt> told = FarSide.LOCAL.await(
                1,
                one -> one.header("X-Request-Id")
                                .equals(receipt.path("requestId").asText())
                        && one.header("X-Bars-Meaning").equals("REFUSED"));
        assertThat(told).as("refusals that were delivered").hasSize(1);
        return told.get(0);
    }

    private static JsonNode json(Attempt attempt) {
        return FhirJson.read(attempt.body().getBytes(StandardCharsets.UTF_8));
    }

    /** A validation of the far end's, and the outcome that is reported about it; the receipt for the outcome. */
    private JsonNode reported(ProxyClient request) throws Exception {
        assertThat(request.post(Messages.to(FarSide.DOUBLED, Messages.validation()))
                        .status())
                .isEqualTo(200);
        Reply held =
                local.report("{\"correlationId\":\"" + request.header("X-Correlation-Id") + "\",\"kind\":\"interim\"}");
        assertThat(held.status()).as(held.body()).isEqualTo(202);
        return held.json();
    }

    @Test
    void a_local_system_is_told_of_a_refusal_with_ids_and_outcome(CapturedOutput log) throws Exception {
        JsonNode receipt = sent(FarSide.DOUBLED, "9658499120");

        Attempt told = told(receipt);

        assertThat(told.header("X-Bars-Reference"))
                .isEqualTo(receipt.path("reference").asText());
        assertThat(told.header("X-Correlation-Id"))
                .isEqualTo(receipt.path("correlationId").asText());
        assertThat(told.header("X-Bars-Service")).isEqualTo(FarSide.DOUBLED);
        assertThat(told.header("Content-Type")).isEqualTo("application/fhir+json");
        assertThat(json(told).path("resourceType").asText()).isEqualTo("OperationOutcome");
        assertThat(json(told).at("/issue/0/details/coding/0/code").asText()).isEqualTo("REC_UNPROCESSABLE_ENTITY");
        assertThat(log.getAll()).contains("Undelivered NEW_VALIDATION").doesNotContain("9658499120", "Sampleton");
    }

    @Test
    void an_outcome_that_is_in_conflict_is_told_with_its_ids() throws Exception {
        FarSide.SIMULATOR.farEnd().behave(Set.of(Habit.REFUSES_RESPONSES));
        ProxyClient request = proxy.to(FarSide.DOUBLED);
        JsonNode receipt = reported(request);

        Attempt told = told(receipt);

        assertThat(told.header("X-Bars-Reference"))
                .isEqualTo(receipt.path("reference").asText());
        assertThat(told.header("X-Correlation-Id")).isEqualTo(request.header("X-Correlation-Id"));
        assertThat(json(told).at("/issue/0/code").asText()).isEqualTo("conflict");
        assertThat(cases.byReference(receipt.path("reference").asText())
                        .orElseThrow()
                        .latestBundleId())
                .as("what later outcomes answer")
                .isNotEqualTo(receipt.path("bundleId").asText());
    }

    @Test
    void an_outcome_in_xml_is_handed_on_as_it_came() throws Exception {
        FarSide.SIMULATOR.farEnd().behave(Set.of(Habit.XML));

        Attempt told = told(sent(FarSide.DOUBLED, "9658499112"));

        assertThat(told.header("Content-Type")).isEqualTo("application/fhir+xml");
        assertThat(told.body()).startsWith("<?xml ").contains("<OperationOutcome", "REC_CONFLICT");
    }

    @Test
    void what_was_never_sent_is_told_in_words_of_ours() throws Exception {
        ObjectNode wish = Requests.referral("a1t1", FarSide.DOUBLED, "2000003366");

        Attempt told = told(local.send(wish).json());

        assertThat(json(told).at("/issue/0/severity").asText()).isEqualTo("error");
        assertThat(json(told).at("/issue/0/diagnostics").asText()).contains("the target takes no");
    }

    @Test
    void the_view_of_a_refusal_says_what_was_refused_and_why() throws Exception {
        JsonNode receipt = sent(FarSide.VIEWED, "9658499120");

        JsonNode view = json(told(receipt));

        assertThat(view.path("meaning").asText()).isEqualTo("REFUSED");
        assertThat(view.path("reference").asText())
                .isEqualTo(receipt.path("reference").asText());
        assertThat(view.at("/refused/issues/0/code").asText()).isEqualTo("business-rule");
        assertThat(view.at("/refused/issues/0/details/code").asText()).isEqualTo("REC_UNPROCESSABLE_ENTITY");
        assertThat(view.at("/refused/issues/0/diagnostics").asText()).contains("The patient's number");
        assertThat(view.at("/original/requestId").asText())
                .isEqualTo(receipt.path("requestId").asText());
        assertThat(view.has("scene")).as("it says nothing about the case").isFalse();
    }

    @Test
    void a_refusal_waits_for_nothing_and_delays_nothing() throws Exception {
        FarSide.SIMULATOR.farEnd().behave(Set.of(Habit.REFUSES_RESPONSES));
        ProxyClient request = proxy.to(FarSide.DOUBLED);
        // The delivery of the validation itself
        FarSide.LOCAL.answerNext(LocalDouble.of(request), 422);
        told(reported(request));
        isSetAside(request, "NEW_VALIDATION");

        ProxyClient other = proxy.to(FarSide.DOUBLED);
        ObjectNode message = Messages.to(FarSide.DOUBLED, Messages.validation());
        assertThat(other.post(message).status()).isEqualTo(200);
        FarSide.LOCAL.answerNext(
                LocalDouble.of(other)
                        .and(attempt -> attempt.header("X-Bars-Meaning").equals("REFUSED")),
                422);
        Reply held =
                local.report("{\"correlationId\":\"" + other.header("X-Correlation-Id") + "\",\"kind\":\"interim\"}");
        told(held.json());
        isSetAside(other, "REFUSED");
        ProxyClient update = proxy.to(FarSide.DOUBLED).with("X-Correlation-Id", other.header("X-Correlation-Id"));
        assertThat(update.post(Messages.because("update", message)).status()).isEqualTo(200);

        assertThat(FarSide.LOCAL.await(
                        1,
                        attempt -> attempt.header("X-Request-Id").equals(update.header("X-Request-Id"))
                                && attempt.header("X-Bars-Meaning").equals("UPDATE")))
                .isNotEmpty();
    }

    private void isSetAside(ProxyClient request, String meaning) {
        Awaitility.await().until(() -> jdbc.sql("""
                                SELECT EXISTS (SELECT 1 FROM work w JOIN message m ON m.id = w.message_id
                                 WHERE m.correlation_id = ? AND m.meaning = ? AND w.status = 'undelivered')""")
                .params(request.header("X-Correlation-Id"), meaning)
                .query(Boolean.class)
                .single());
    }
}
