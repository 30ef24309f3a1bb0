package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fhir.form.FhirXml;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.ProxyClient.Reply;
import io.barsgateway.message.profile.CheckProfiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Services that are advised by, or enforce, a profile of the stories' own. */
@GatewayTest
@DirtiesContext
class ProfilesIT {

    private static final String ADVISED = FarSide.ANY;
    private static final String ENFORCED = FarSide.EXAMPLES;

    @DynamicPropertySource
    static void profiles(DynamicPropertyRegistry registry) throws IOException {
        Path home = Files.createTempDirectory("bars-profiles");
        registry.add("bars.home", home::toString);
        registry.add("bars.profiles.definitions", () -> "src/test/resources/profiles");
        registry.add("bars.profiles.tolerances", () -> "src/test/resources/profiles-tolerances.yaml");
        registry.add("bars.profiles.timeout", () -> "20s");
        registry.add("bars.services[0].profiles", () -> "advise");
        registry.add("bars.services[1].profiles", () -> "enforce");
    }

    private final ProxyClient proxy;
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    ProfilesIT(@Qualifier("inboundListener") Listener inbound) {
        proxy = ProxyClient.at(inbound.boundPort());
    }

    @BeforeEach
    void listen() {
        log.start();
        logger().addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger().detachAppender(log);
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(CheckProfiles.class);
    }

    /** A message whose Patient claims the profile, with or without what the profile asks for. */
    private static ObjectNode message(String service, String status) {
        ObjectNode message = Messages.to(service, Messages.referral());
        ObjectNode patient = Messages.resource(message, "Patient");
        patient.withObject("meta")
                .putArray("profile")
                .add("https://example.org/StructureDefinition/patient-of-stories");
        if (!status.isEmpty()) {
            patient.putObject("maritalStatus")
                    .putArray("coding")
                    .addObject()
                    .put("system", "http://terminology.hl7.org/CodeSystem/v3-MaritalStatus")
                    .put("code", status);
        }
        return message;
    }

    @Test
    void a_message_that_breaks_an_enforced_profile_is_refused() throws Exception {
        Reply json = proxy.to(ENFORCED).post(message(ENFORCED, ""));
        Reply xml = proxy.to(ENFORCED)
                .with("Content-Type", "application/fhir+xml")
                .post(FhirXml.write(message(ENFORCED, "")));
        Reply code = proxy.to(ENFORCED).post(message(ENFORCED, "D"));

        assertThat(json.status()).isEqualTo(400);
        assertThat(json.issue()).isEqualTo("invariant");
        assertThat(json.body())
                .contains("Patient.maritalStatus 0 times where at least 1 belong")
                .contains("https://example.org/StructureDefinition/patient-of-stories");
        assertThat(xml.status()).isEqualTo(400);
        assertThat(code.body()).contains("Patient.maritalStatus: a code").contains("ValueSet/of-stories");
        assertThat(json.body() + xml.body() + code.body()).doesNotContain("Sampleton", "9990000018");
        assertThat(proxy.to(ENFORCED).post(message(ENFORCED, "M")).status()).isEqualTo(200);
    }

    @Test
    void a_message_that_breaks_an_advised_profile_is_logged() throws Exception {
        ProxyClient request = proxy.to(ADVISED);

        Reply reply = request.post(message(ADVISED, ""));

        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(log.list).extracting(ILoggingEvent::getFormattedMessage).anySatisfy(line -> assertThat(line)
                .contains("request=" + request.header("X-Request-Id"))
                .contains("Patient.maritalStatus 0 times")
                .doesNotContain("Sampleton"));
    }

    @Test
    void a_service_that_says_nothing_of_profiles_validates_nothing() throws Exception {
        assertThat(proxy.to(FarSide.DOUBLED).post(message(FarSide.DOUBLED, "")).status())
                .isEqualTo(200);
        assertThat(log.list).isEmpty();
    }
}
