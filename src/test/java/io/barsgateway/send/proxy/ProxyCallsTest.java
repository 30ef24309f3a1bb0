package io.barsgateway.send.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barsgateway.fhir.identity.ServiceId;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.Properties;
import io.barsgateway.fixture.Works;
import io.barsgateway.outbox.CannotSucceed;
import io.barsgateway.receive.service.ServicesProperties;
import io.barsgateway.receive.tenant.Partners;
import io.barsgateway.receive.tenant.PartnersProperties;
import io.barsgateway.receive.tenant.Tenants;
import io.barsgateway.trust.keys.Environment;
import io.barsgateway.trust.keys.HomeProperties;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Under whose name a call goes out, and that nothing from outside gets into its address. */
class ProxyCallsTest {

    private static final ServiceId ERS = new ServiceId("https://fhir.nhs.uk/Id/ers-dos-service-id", "1");

    private final SenderProperties sender = Properties.bind(
            "bars.sender",
            SenderProperties.class,
            Map.of(
                    "bars.sender.api", "https://proxy.test/FHIR/R4",
                    "bars.sender.token-url", "https://proxy.test/oauth2/token",
                    "bars.sender.api-key", "k",
                    "bars.sender.key-id", "1",
                    "bars.sender.private-key", "sender.key",
                    "bars.sender.ods-code", "X26",
                    "bars.sender.organisation", "The gateway's"));

    private ProxyCalls calls(Map<String, String> service) {
        return new ProxyCalls(
                sender,
                new Partners(Properties.bind("bars", PartnersProperties.class, Map.of())),
                new Application(sender, new HomeProperties(Path.of("x"), Environment.LOCAL)),
                new Tenants(Properties.bind("bars", ServicesProperties.class, service)));
    }

    private static String decoded(String header) {
        return new String(Base64.getDecoder().decode(header), StandardCharsets.UTF_8);
    }

    private static Map<String, String> service(String... more) {
        Map<String, String> settings = new java.util.HashMap<>(Map.of(
                "bars.services[0].id", io.barsgateway.fixture.FarSide.ANY,
                "bars.services[0].use-cases", "all",
                "bars.services[0].versions", "all"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put("bars.services[0]." + more[i], more[i + 1]);
        }
        return settings;
    }

    @Test
    void a_service_sends_under_the_code_and_name_of_its_own_organisation() {
        var work = Works.of("RESPONSE", Messages.validation());

        String own = decoded(calls(service("ods-code", "RYE", "organisation", "The trust's"))
                .message(work, null)
                .organisation());
        String gateways = decoded(calls(service()).message(work, null).organisation());

        assertThat(own).contains("RYE", "The trust's").doesNotContain("X26");
        assertThat(gateways).contains("X26", "The gateway's");
    }

    @Test
    void a_target_may_have_another_system_than_dos() {
        String target = calls(service()).question(ERS, "/metadata", "c").target();

        assertThat(decoded(target)).contains("ers-dos-service-id");
    }

    @Test
    void a_call_reads_as_an_operator_would_say_it() {
        ProxyCall call = calls(service()).question(ERS, "/ServiceRequest?patient:identifier=9990000018", "c");

        assertThat(call).hasToString("GET https://proxy.test/FHIR/R4/ServiceRequest, X-Request-Id " + call.requestId());
    }

    @Test
    void a_placeholder_is_never_resolved_in_an_address() {
        assertThatThrownBy(() -> calls(service()).question(ERS, "/ServiceRequest/{{bars.store.password}}", "c"))
                .isInstanceOf(CannotSucceed.class)
                .hasMessageNotContaining("password");
        assertThat(calls(service())
                        .question(ERS, "/Slot?x=" + ProxyCalls.encoded("{{bars.store.password}}"), "c")
                        .url()
                        .toString())
                .doesNotContain("{", "}");
    }
}
