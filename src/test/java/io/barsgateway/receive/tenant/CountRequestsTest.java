package io.barsgateway.receive.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fhir.Systems;
import io.barsgateway.fixture.Properties;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.receive.InboundProperties;
import io.barsgateway.receive.service.ServicesProperties;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers write into a request is no label, unless it is a name of ours. */
class CountRequestsTest {

    private static final String OURS = "2000012345";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final CountRequests requests = new CountRequests(
            registry,
            new Tenants(Properties.bind(
                    "bars",
                    ServicesProperties.class,
                    Map.of(
                            "bars.services[0].id", OURS,
                            "bars.services[0].use-cases", "all",
                            "bars.services[0].versions", "all"))),
            Properties.bind(
                    "bars.inbound",
                    InboundProperties.class,
                    Map.of("bars.inbound.base-path", "/FHIR/R4", "bars.inbound.certificate", "none.pfx")));

    private Timer counted(String uri, String target, int status) {
        DefaultHttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, uri);
        if (!target.isEmpty()) {
            request.headers().add(TargetIdentifier.HEADER, target);
        }
        requests.answered(request, status, Duration.ofMillis(20));
        return registry.get("bars.requests").timer();
    }

    private static String target(String service) {
        return ProxyClient.base64("{\"system\":\"" + Systems.SERVICE_ID + "\",\"value\":\"" + service + "\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "/FHIR/R4/$process-message, $process-message",
        "/FHIR/R4/%24process-message, $process-message",
        "/FHIR/R4/metadata, metadata",
        "/FHIR/R4/Slot?schedule=9434765919, Slot",
        "/FHIR/R4/Appointment/9434765919, Appointment",
        "/FHIR/R4/ServiceRequest/, ServiceRequest",
        "/FHIR/R4/9434765919, other",
        "/9434765919, other",
        "/bad-request, other",
    })
    void an_operation_is_one_of_ours_or_other(String uri, String operation) {
        assertThat(counted(uri, "", 200).getId().getTag("operation")).isEqualTo(operation);
    }

    @Test
    void a_service_that_is_served_here_is_a_label() {
        assertThat(counted("/FHIR/R4/metadata", target(OURS), 200).getId().getTag("service"))
                .isEqualTo(Systems.SERVICE_ID + "|" + OURS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2000099999", "9434765919", "not Base64 of anything", "e30="})
    void any_other_service_is_none(String named) {
        String header = named.matches("\\d+") ? target(named) : named;

        assertThat(counted("/FHIR/R4/metadata", header, 404).getId().getTag("service"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"200, 200", "408, 408", "0, none"})
    void a_status_is_what_was_answered(int status, String label) {
        Timer timer = counted("/FHIR/R4/metadata", "", status);

        assertThat(timer.getId().getTag("status")).isEqualTo(label);
        assertThat(timer.count()).isEqualTo(1);
    }
}
