package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.LocalClient;
import io.barsgateway.fixture.LocalDouble;
import io.barsgateway.fixture.LogLines;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.RoutesFolder;
import java.io.IOException;
import java.nio.file.Files;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The routes folder is edited while the gateway runs: a good set is taken as a whole, a broken one not at all. */
@GatewayTest
@DirtiesContext
class EditedRoutesIT {

    private static final RoutesFolder ROUTES = RoutesFolder.copied();

    private final ProxyClient proxy;
    private final LocalClient local;

    EditedRoutesIT(@Qualifier("inboundListener") Listener inbound, @Qualifier("localListener") Listener local) {
        this.proxy = ProxyClient.at(inbound.boundPort());
        this.local = new LocalClient(local.boundPort());
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) throws IOException {
        String home = Files.createTempDirectory("bars-edited-home").toString();
        settings.add("bars.home", () -> home);
        settings.add("bars.routes", ROUTES::toString);
        settings.add("bars.routes-watch", () -> "100ms");
    }

    @AfterEach
    void mend() throws Exception {
        ROUTES.mend();
        Awaitility.await().until(() -> ROUTES.refusals(local).isEmpty());
    }

    /** A message is taken and delivered, and the local side answers. */
    private void everythingRuns() throws Exception {
        ProxyClient request = proxy.to(FarSide.DOUBLED);
        assertThat(request.post(Messages.to(FarSide.DOUBLED, Messages.validation()))
                        .status())
                .isEqualTo(200);
        assertThat(FarSide.LOCAL.await(1, LocalDouble.of(request))).hasSize(1);
        assertThat(local.get("/responses/schema").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(BrokenEdit.class)
    void a_broken_edit_is_named_and_not_taken(BrokenEdit edit) throws Exception {
        ROUTES.write(edit.file(), edit.of(ROUTES.shipped(edit.file())));

        Awaitility.await().until(() -> !ROUTES.refusals(local).isEmpty());
        assertThat(ROUTES.refusals(local))
                .containsPattern(
                        switch (edit) {
                            case GONE_DIRECT -> "yaml:\\d+: ";
                            case LOST_JUDGEMENT -> "routes: ";
                            default -> edit.file() + "(:\\d+)?: ";
                        })
                .contains(edit.said());
        everythingRuns();
    }

    @Test
    void an_added_route_answers_and_a_deleted_one_is_gone() throws Exception {
        assertThat(local.get("/hello").status()).isEqualTo(404);
        ROUTES.write("99-hello.yaml", RoutesFolder.HELLO);

        Awaitility.await().until(() -> local.get("/hello").status() == 200);
        everythingRuns();
        ROUTES.delete("99-hello.yaml");
        Awaitility.await().until(() -> local.get("/hello").status() == 404);
        everythingRuns();
    }

    @Test
    void a_set_without_its_deliveries_is_not_taken() throws Exception {
        ROUTES.delete("40-deliver.yaml");

        Awaitility.await().until(() -> !ROUTES.refusals(local).isEmpty());
        assertThat(ROUTES.refusals(local)).contains("nothing would be delivered");
        everythingRuns();
    }

    @Test
    void the_log_names_a_route_file_with_a_wrong_ending() throws Exception {
        try (LogLines log = new LogLines()) {
            ROUTES.write("local/pas.yml", "- route: x");
            try {
                Awaitility.await().untilAsserted(() -> assertThat(log.fromWarningsUpwards())
                        .contains(
                                "WARN ReloadRoutes A file of the routes folder is ignored: local/pas.yml: is not read:"
                                        + " name it pas.yaml"));
            } finally {
                ROUTES.delete("local/pas.yml");
            }
        }
        assertThat(ROUTES.refusals(local)).isEmpty();
    }
}
