package io.barsgateway.story;

import static io.barsgateway.fixture.FileGateway.service;
import static io.barsgateway.fixture.FileGateway.serviceTo;
import static io.barsgateway.fixture.GuardedGateway.PLAIN;
import static io.barsgateway.fixture.GuardedGateway.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GuardedGateway;
import io.barsgateway.fixture.GuardedSystem;
import io.barsgateway.fixture.GuardedSystem.Answer;
import io.barsgateway.fixture.LocalDouble;
import io.barsgateway.fixture.LogLines;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import java.io.IOException;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** auth.oauth2: a token is fetched, kept, and fetched anew where it is refused; a token endpoint in trouble holds up its service only. */
@TestInstance(Lifecycle.PER_CLASS)
class FetchedTokenIT {

    private final GuardedGateway guarded;

    FetchedTokenIT() throws IOException {
        guarded = new GuardedGateway();
    }

    @AfterAll
    void stop() {
        guarded.close();
    }

    @Test
    void a_fetched_token_is_kept_and_forgotten_once_it_is_refused() throws Exception {
        guarded.secret("kept", SECRET);
        String id = guarded.serving("/guarded", guarded.oauth2("kept", ""));
        guarded.delivered(guarded.post(id), 1);
        int before = guarded.given();
        for (int i = 0; i < 3; i++) {
            guarded.delivered(guarded.post(id), 1);
        }
        assertThat(guarded.given()).isEqualTo(before);

        guarded.takeOnly();
        ProxyClient request = guarded.post(id);

        assertThat(guarded.delivered(request, 2).get(0).header("Authorization"))
                .isEqualTo("Bearer canary-fetched-" + before);
        assertThat(guarded.health())
                .as("a token that was withdrawn is nothing to mend")
                .doesNotContain("deliveries of " + id);
        assertThat(guarded.delivered(request, 2).get(1).header("Authorization"))
                .isEqualTo("Bearer canary-fetched-" + guarded.given());
        assertThat(guarded.given()).isEqualTo(before + 1);
    }

    @Test
    void a_withdrawn_token_is_forgotten_even_if_your_own_route_throws() throws Exception {
        guarded.secret("thrown", SECRET);
        String id = guarded.newId();
        guarded.gateway()
                .write(
                        service(PLAIN),
                        serviceTo(id, "route: direct:throwing, auth: { " + guarded.oauth2("thrown", "") + " }"));
        guarded.delivered(guarded.post(id), 1);
        int before = guarded.given();
        guarded.takeOnly();

        ProxyClient request = guarded.post(id);

        assertThat(guarded.delivered(request, 2).get(1).header("Authorization"))
                .isEqualTo("Bearer canary-fetched-" + (before + 1));
    }

    @Test
    void a_confirm_route_that_throws_a_401_gets_a_fresh_token() throws Exception {
        guarded.secret("thrown-question", SECRET);
        String id = guarded.newId();
        String asking = service(
                id,
                "      accept: { new-referral: confirm-first }\n",
                "      confirm: { route: direct:throwing, auth: { " + guarded.oauth2("thrown-question", "") + " } }\n");
        guarded.gateway().write(service(PLAIN), asking);
        guarded.post(id);
        guarded.takeOnly();

        ProxyClient request = guarded.proxy().to(id);
        assertThat(request.post(Messages.to(id, Messages.validation())).status())
                .isEqualTo(503);
        assertThat(guarded.post(id).header("X-Request-Id")).isNotEmpty();
    }

    /** What a token endpoint may do instead of giving a token. */
    enum Trouble {
        SILENT(GuardedSystem.SILENCE, "in time"),
        DRIBBLING(GuardedSystem.DRIBBLE, "in time"),
        DOWN(new Answer(503, "{\"error\":\"temporarily_unavailable\"}"), "answered 503 temporarily_unavailable"),
        GARBAGE(new Answer(200, "<html>log in"), "is not JSON"),
        EMPTY(new Answer(200, "{}"), "answered 200"),
        REFUSING(
                new Answer(401, "{\"error\":\"invalid_client\",\"error_description\":\"not " + SECRET + "\"}"),
                "answered 401 invalid_client not …");

        private final Answer answer;
        private final String said;

        Trouble(Answer answer, String said) {
            this.answer = answer;
            this.said = said;
        }
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void a_token_endpoint_in_trouble_holds_up_its_own_service_only(Trouble kind) throws Exception {
        guarded.secret("troubled-" + kind, SECRET);
        try (LogLines log = new LogLines()) {
            String id = guarded.newId();
            guarded.trouble(Optional.of(kind.answer));
            guarded.gateway()
                    .write(
                            service(PLAIN),
                            serviceTo(
                                    id,
                                    "url: '" + guarded.system().url("localhost", "/guarded") + "', auth: { "
                                            + guarded.oauth2("troubled-" + kind, "") + " }"));
            ProxyClient waiting = guarded.post(id);
            Awaitility.await().until(() -> log.all().stream()
                    .anyMatch(line -> line.contains("Postponed") && line.contains(kind.said)));
            ProxyClient other = guarded.post(PLAIN);
            assertThat(FarSide.LOCAL.await(1, LocalDouble.of(other))).hasSize(1);
            assertThat(guarded.system()
                            .calls(call -> call.header("X-Correlation-Id").equals(waiting.header("X-Correlation-Id"))))
                    .as("nothing leaves without its token")
                    .isEmpty();

            guarded.trouble(Optional.empty());
            assertThat(guarded.delivered(waiting, 1)).hasSize(1);
            assertThat(log.all()).noneMatch(line -> line.contains("canary"));
        } finally {
            guarded.trouble(Optional.empty());
        }
    }

    @Test
    void a_question_without_a_token_is_503_to_the_sender() throws Exception {
        guarded.secret("undecided", SECRET);
        String id = guarded.newId();
        String asking = service(
                id,
                "      accept: { new-referral: confirm-first }\n",
                "      confirm: { url: '" + guarded.system().url("localhost", "/guarded") + "', auth: { "
                        + guarded.oauth2("undecided", "") + " } }\n");
        guarded.gateway().write(service(PLAIN), asking);
        guarded.post(id);
        guarded.takeOnly();
        guarded.trouble(Optional.of(new Answer(503, "{}")));
        try {
            // The first finds its kept token refused, the next one none
            assertThat(guarded.proxy()
                            .to(id)
                            .post(Messages.to(id, Messages.validation()))
                            .status())
                    .isEqualTo(503);
            assertThat(guarded.proxy()
                            .to(id)
                            .post(Messages.to(id, Messages.validation()))
                            .status())
                    .isEqualTo(503);
        } finally {
            guarded.trouble(Optional.empty());
        }
        assertThat(guarded.post(id).header("X-Request-Id")).isNotEmpty();
    }
}
