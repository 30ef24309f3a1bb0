package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.LocalDouble;
import io.barsgateway.fixture.LocalDouble.Hold;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.ProxyClient.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Errors and readings that need settings of their own. */
@GatewayTest
@DirtiesContext
class ErrorsIT {

    @DynamicPropertySource
    static void narrow(DynamicPropertyRegistry registry) throws IOException {
        Path home = Files.createTempDirectory("bars-errors");
        registry.add("bars.home", home::toString);
        registry.add("bars.inbound.max-requests", () -> "1");
    }

    private final ProxyClient proxy;

    ErrorsIT(@Qualifier("inboundListener") Listener inbound) {
        proxy = ProxyClient.at(inbound.boundPort());
    }

    @Test
    void an_organisation_that_a_service_refuses_is_401_forbidden() throws Exception {
        String organisation =
                "{\"identifier\":[{\"system\":\"https://fhir.nhs.uk/Id/ods-organization-code\",\"value\":\"x99\"}]}";

        Reply reply = proxy.to(FarSide.ANY)
                .with("NHSD-End-User-Organisation", ProxyClient.base64(organisation))
                .post(Messages.validation());

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.code()).isEqualTo("REC_UNAUTHORIZED");
        assertThat(reply.issue()).isEqualTo("forbidden");
        assertThat(proxy.to(FarSide.ANY).post(Messages.validation()).status()).isEqualTo(200);
    }

    @Test
    void more_requests_than_can_be_answered_in_time_are_429() throws Exception {
        ProxyClient request = proxy.to(FarSide.CONFIRMING);
        Hold decision = FarSide.LOCAL.holdNext(LocalDouble.of(request));
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<Reply> waiting =
                    threads.submit(() -> request.post(Messages.to(FarSide.CONFIRMING, Messages.booking())));
            decision.awaitArrival();

            Reply reply = proxy.to(FarSide.ANY).post(Messages.validation());

            assertThat(reply.status()).isEqualTo(429);
            assertThat(reply.code()).isEqualTo("REC_TOO_MANY_REQUESTS");
            assertThat(reply.issue()).isEqualTo("throttled");
            decision.release();
            assertThat(waiting.get().status()).isEqualTo(200);
        } finally {
            decision.release();
            threads.shutdownNow();
        }
    }

    @Test
    void the_encounter_keeps_its_originators_id_for_the_guide_only() throws Exception {
        for (String service : new String[] {FarSide.ANY, FarSide.TOOL}) {
            ObjectNode message = Messages.to(service, Messages.referral());
            ((ObjectNode) message.path("meta")).put("versionId", "1.1.0");
            Messages.resource(message, "Encounter").put("id", "their-own-id");
            Messages.resource(message, "Patient").put("id", "their-own-id");
            MessageBundle answer =
                    MessageBundle.of(proxy.to(service).post(message).json());
            assertThat(answer.first("Encounter")
                            .orElseThrow()
                            .resource()
                            .path("id")
                            .asText()
                            .equals("their-own-id"))
                    .isEqualTo(service.equals(FarSide.ANY));
            assertThat(answer.first("Patient")
                            .orElseThrow()
                            .resource()
                            .path("id")
                            .asText())
                    .isNotEqualTo("their-own-id");
        }
    }
}
