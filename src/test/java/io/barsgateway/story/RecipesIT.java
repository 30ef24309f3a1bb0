package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.FileGateway;
import io.barsgateway.fixture.LocalDouble;
import io.barsgateway.fixture.LocalDouble.Attempt;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.RoutesFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each recipe of docs/routes.md, copied out of it and run. */
class RecipesIT {

    private static final String SERVICE = "4000000001";
    private static final String OTHER = "4000000002";
    private static final Pattern RECIPE = Pattern.compile(
            "```\\w+\\n(?:#|/\\*) (local/([\\w-]+)\\.\\w+) - (delivery: \\{[^}]*})(?: \\*/)?\\n(.*?)```",
            Pattern.DOTALL);

    @TempDir
    private Path folder;

    /** The route file or mapping of that name, and the setting that goes with it. */
    private record Recipe(String file, String setting, String text) {

        static Recipe of(String name) throws IOException {
            Matcher found = RECIPE.matcher(Files.readString(Path.of("docs/routes.md")));
            while (found.find()) {
                if (found.group(2).equals(name)) {
                    return new Recipe(found.group(1), found.group(3), found.group(4));
                }
            }
            throw new AssertionError("docs/routes.md has no recipe " + name);
        }
    }

    private FileGateway gateway(Recipe recipe, String... mine) throws IOException {
        RoutesFolder routes = RoutesFolder.copied();
        routes.write(recipe.file(), recipe.text());
        Map<String, String> settings = new HashMap<>(
                Map.of("bars.routes", routes.toString(), "bars.retry.pause", "200ms", "bars.retry.first", "100ms"));
        Stream.of(mine).map(one -> one.split("=", 2)).forEach(one -> settings.put(one[0], one[1]));
        return FileGateway.start(settings, service(SERVICE, recipe), service(OTHER, recipe));
    }

    private static String service(String id, Recipe recipe) {
        String own = recipe.setting().replaceAll("^delivery: \\{ | }$", "");
        return FileGateway.serviceTo(
                id, own.startsWith("route:") ? own : "url: \"" + FarSide.LOCAL.url() + "\", " + own);
    }

    private static String pas() {
        return "mine.pas=" + FarSide.LOCAL.url();
    }

    private static ProxyClient sent(FileGateway gateway, String service) throws Exception {
        ProxyClient request = gateway.proxy().to(service);
        assertThat(request.post(Messages.to(service, Messages.validation())).status())
                .isEqualTo(200);
        return request;
    }

    private static Attempt delivered(ProxyClient request) throws InterruptedException {
        return FarSide.LOCAL.await(1, LocalDouble.of(request)).get(0);
    }

    @Test
    void every_message_is_copied_to_a_folder() throws Exception {
        Path copies = folder.resolve("copies");
        try (FileGateway gateway = gateway(Recipe.of("copy"), pas(), "mine.copies=" + copies)) {
            Attempt attempt = delivered(sent(gateway, SERVICE));

            try (Stream<Path> files = Files.list(copies)) {
                List<Path> all = files.toList();
                assertThat(all).hasSize(1);
                assertThat(Files.readString(all.get(0))).isEqualTo(attempt.body());
                assertThat(all.get(0)).hasFileName(attempt.header("Idempotency-Key") + ".json");
            }
        }
    }

    @Test
    void each_service_goes_to_its_own_system() throws Exception {
        try (LocalDouble dispatch = LocalDouble.start();
                FileGateway gateway = gateway(
                        Recipe.of("by-service"), pas(), "mine.dispatch=" + dispatch.url(), "mine.ambulance=" + OTHER)) {
            ProxyClient ambulance = sent(gateway, OTHER);
            ProxyClient other = sent(gateway, SERVICE);

            assertThat(dispatch.await(1, LocalDouble.of(ambulance))).hasSize(1);
            delivered(other);
            assertThat(dispatch.await(0, LocalDouble.of(other))).isEmpty();
        }
    }

    @Test
    void the_local_system_gets_json_of_its_own() throws Exception {
        try (FileGateway gateway = gateway(Recipe.of("pas"))) {
            Attempt attempt = delivered(sent(gateway, SERVICE));

            var json = FhirJson.read(attempt.body().getBytes(StandardCharsets.UTF_8));
            assertThat(json.path("nhsNumber").asText()).isEqualTo("9990000018");
            assertThat(json.path("surname").asText()).isEqualTo("Sampleton");
            assertThat(json.path("reason").asText()).isEqualTo("NEW_VALIDATION");
            assertThat(json.path("ourReference").asText()).isEqualTo(attempt.header("X-Bars-Reference"));
            assertThat(attempt.header("Content-Type")).isEqualTo("application/json");
        }
    }

    @Test
    void a_second_destination_gets_what_the_first_took() throws Exception {
        try (LocalDouble warehouse = LocalDouble.start();
                FileGateway gateway = gateway(Recipe.of("both"), pas(), "mine.warehouse=" + warehouse.url())) {
            ProxyClient request = sent(gateway, SERVICE);

            Attempt first = delivered(request);
            Attempt second = warehouse.await(1, LocalDouble.of(request)).get(0);
            assertThat(second.body()).isEqualTo(first.body()).contains("Sampleton");
            assertThat(second.header("Idempotency-Key")).isEqualTo(first.header("Idempotency-Key"));
        }
    }

    @Test
    void nothing_is_handed_on_in_quiet_hours_and_everything_after() throws Exception {
        Recipe recipe = Recipe.of("quiet");
        // It is always night, until the settings say otherwise
        try (FileGateway gateway = gateway(recipe, pas(), "mine.quiet-from=0000", "mine.quiet-until=0000")) {
            ProxyClient request = sent(gateway, SERVICE);
            Awaitility.await().until(() -> gateway.local().get("/health").body().contains(SERVICE));
            assertThat(FarSide.LOCAL.await(0, LocalDouble.of(request))).isEmpty();
        }
        try (FileGateway gateway = gateway(recipe, pas(), "mine.quiet-from=2401", "mine.quiet-until=0000")) {
            delivered(sent(gateway, SERVICE));
        }
    }

    @Test
    void a_service_held_back_goes_on_once_its_setting_names_a_url() throws Exception {
        try (FileGateway gateway = gateway(Recipe.of("held"))) {
            ProxyClient request = sent(gateway, SERVICE);
            Awaitility.await().until(() -> gateway.local().get("/health").body().contains(SERVICE));
            assertThat(FarSide.LOCAL.await(0, LocalDouble.of(request))).isEmpty();

            gateway.write(FileGateway.service(SERVICE));

            delivered(request);
        }
    }
}
