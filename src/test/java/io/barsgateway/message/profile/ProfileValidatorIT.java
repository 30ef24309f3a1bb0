package io.barsgateway.message.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.fhir.identity.ServiceId;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.Received;
import io.barsgateway.fixture.Tenants;
import io.barsgateway.message.Meaning;
import io.barsgateway.message.Message;
import io.barsgateway.receive.Ids;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.hl7.fhir.utilities.http.ManagedWebAccess;
import org.junit.jupiter.api.Test;

/** The validator itself, which takes ten seconds to load. */
class ProfileValidatorIT {

    private static final Path OWN = Path.of("src/test/resources/profiles");

    private static Message message(String profiles) {
        return Received.aMessage(
                Meaning.NEW_REFERRAL,
                Tenants.with(Map.of("profiles", profiles)),
                Messages.referral(),
                "referral",
                "a1t1",
                new ServiceId(Systems.SERVICE_ID, "1"));
    }

    @Test
    void a_profile_time_out_passes_where_advised_and_refuses_where_enforced() {
        ProfilesProperties hasty = new ProfilesProperties(List.of(OWN), null, Duration.ofMillis(1), 1);
        Ids ids = new Ids(UUID.randomUUID().toString(), UUID.randomUUID().toString());
        try (ProfileValidator validator = new ProfileValidator(hasty)) {
            CheckProfiles check = new CheckProfiles(new Profiles(hasty, Optional.of(validator)));

            assertThatCode(() -> check.check(message("advise"), ids)).doesNotThrowAnyException();
            assertThatThrownBy(() -> check.check(message("enforce"), ids))
                    .isInstanceOfSatisfying(
                            Fault.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.UNAVAILABLE));
        }
    }

    @Test
    void validation_calls_no_url_and_hl7s_own_web_client_is_off() throws IOException {
        ProfilesProperties own = new ProfilesProperties(List.of(OWN), null, Duration.ofMinutes(1), 1);
        AtomicInteger asked = new AtomicInteger();
        HttpServer trap = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        trap.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        trap.start();
        String url = "http://127.0.0.1:" + trap.getAddress().getPort() + "/x";
        ObjectNode tree = Messages.referral();
        ObjectNode patient = Messages.resource(tree, "Patient");
        patient.withObject("meta").putArray("profile").add(url);
        patient.putObject("maritalStatus")
                .putArray("coding")
                .addObject()
                .put("system", url)
                .put("code", "M");
        patient.putArray("extension").addObject().put("url", url).put("valueCode", "x");

        try (ProfileValidator validator = new ProfileValidator(own)) {
            assertThat(validator.findings(tree)).isNotNull();

            assertThatThrownBy(() -> ManagedWebAccess.get(List.of("web"), url))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("not allowed");
            assertThat(asked).hasValue(0);
        } finally {
            trap.stop(0);
        }
    }
}
