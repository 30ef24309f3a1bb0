package io.barsgateway.cli.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.RoutesFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import picocli.CommandLine;

/** {@code bars routes check}: what a gateway would say of a folder, said without one. */
@ExtendWith(OutputCaptureExtension.class)
class RoutesCommandIT {

    private final Path folder;
    private final Path routes;

    RoutesCommandIT(@TempDir Path folder) throws IOException {
        this.folder = folder;
        routes = Files.createDirectory(folder.resolve("routes"));
        try (Stream<Path> shipped = Files.list(Path.of("routes"))) {
            for (Path file : shipped.toList()) {
                Files.copy(file, routes.resolve(file.getFileName()));
            }
        }
    }

    private static int bars(String... arguments) {
        return new CommandLine(new RoutesCommand()).execute(arguments);
    }

    private static int check(String... arguments) {
        return bars(Stream.concat(Stream.of("check"), Stream.of(arguments)).toArray(String[]::new));
    }

    private int inFolder(String command, String... arguments) {
        return bars(Stream.concat(Stream.of(command, "--routes", routes.toString()), Stream.of(arguments))
                .toArray(String[]::new));
    }

    private int tryOut(String... arguments) {
        return inFolder("try", arguments);
    }

    private Path message() throws IOException {
        return Files.write(folder.resolve("message.json"), Messages.bytes(Messages.validation()));
    }

    private void edit(String file, String from, String to) throws IOException {
        Path path = routes.resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(from);
        Files.writeString(path, text.replace(from, to));
    }

    private int checkRoutes() {
        return check("--routes", routes.toString());
    }

    @Test
    void what_is_shipped_is_good_and_nothing_is_started(CapturedOutput said) {
        assertThat(checkRoutes()).isZero();
        assertThat(said.getOut()).contains("good: a gateway would take " + routes);
    }

    @Test
    void each_mistake_has_its_line(CapturedOutput said) throws IOException {
        Path accept = routes.resolve("30-accept.yaml");
        Files.writeString(accept, Files.readString(accept).replace("bean:checkMessage", "bean:checkMesage"));

        assertThat(checkRoutes()).isEqualTo(1);
        assertThat(said.getOut())
                .contains("30-accept.yaml:22: there is no bean called checkMesage; do you mean checkMessage?")
                .contains("1 to mend: a gateway would not take " + routes);
    }

    @Test
    void names_out_of_a_settings_file_are_known(CapturedOutput said) throws IOException {
        Files.writeString(
                routes.resolve("99-mine.yaml"),
                RoutesFolder.HELLO.replace("expression: hello", "expression: \"{{bars.mine.word}}\""));
        assertThat(checkRoutes()).isEqualTo(1);
        assertThat(said.getOut()).contains("99-mine.yaml:").contains("bars.mine.word");
    }

    @Test
    void check_reads_the_routes_folder_of_the_settings_and_makes_no_home(CapturedOutput said) throws IOException {
        Path home = folder.resolve("home");
        List<String> settings = new ArrayList<>(FarSide.settings());
        settings.removeIf(setting -> setting.startsWith("bars.routes=") || setting.startsWith("bars.home="));
        settings.add("bars.routes=" + routes);
        settings.add("bars.home=" + home);
        Path file = Files.write(folder.resolve("bars.properties"), settings);
        assertThat(check("--config", file.toString())).isZero();

        Files.delete(routes.resolve("40-deliver.yaml"));
        assertThat(check("--config", file.toString())).isEqualTo(1);
        assertThat(said.getOut()).contains("nothing would be delivered");
        assertThat(home).doesNotExist();
    }

    @Test
    void the_list_has_every_route_and_what_a_step_can_read(CapturedOutput said) {
        assertThat(inFolder("list")).isZero();
        assertThat(said.getOut())
                .containsPattern("deliver +every deliver +40-deliver.yaml:3 +Takes each held message")
                .containsPattern("respond +local side /responses ");

        assertThat(inFolder("list", "delivery-headers")).isZero();
        assertThat(said.getOut()).containsPattern("\\$\\{variable.work}  Work \\(.*reference: String.*\\)");

        assertThat(inFolder("list", "no-such-step")).isEqualTo(1);
    }

    @Test
    void the_graph_has_every_route_or_the_steps_of_one(CapturedOutput said) {
        assertThat(inFolder("graph")).isZero();
        assertThat(said.getOut())
                .contains("flowchart LR", "[\"deliver-one\"]", "POST /$process-message", "https:local-system");

        assertThat(inFolder("graph", "deliver-one")).isZero();
        assertThat(said.getOut()).contains("flowchart TD", "[\"judge-delivery#lt;br>".replace("#lt;", "<"));

        assertThat(inFolder("graph", "no-such-route")).isEqualTo(1);
    }

    @Test
    void a_trial_shows_each_step_and_what_would_be_sent(CapturedOutput said) throws IOException {
        assertThat(tryOut("deliver-one", message().toString())).isZero();

        assertThat(said.getOut())
                .contains("address-delivery: The delivery URL or route of its service")
                .contains(
                        "settle-delivery: It is done; killed before this, we deliver again under the same key (store)  [left out: it needs the store]")
                .contains("WOULD BE SENT to https:local-system")
                .containsPattern("variable destination = https?://\\S+ \\(\\S+\\)")
                .doesNotContain("Destination[")
                .contains("X-Bars-Meaning: NEW_VALIDATION")
                .contains("good: the route ended");
    }

    @Test
    void a_trial_says_what_becomes_of_a_message_that_is_refused(CapturedOutput said) throws IOException {
        assertThat(tryOut("--answer", "422", "deliver-one", message().toString()))
                .isEqualTo(1);

        assertThat(said.getOut()).contains("it would be set aside under an alarm", "the local system answered 422");
    }

    @Test
    void a_route_or_a_message_that_is_none_is_told(CapturedOutput said) throws IOException {
        assertThat(tryOut("delivr-one", message().toString())).isEqualTo(1);
        assertThat(said.getErr()).contains("no route is called delivr-one; do you mean deliver-one?");
        assertThat(tryOut("deliver", message().toString())).isEqualTo(1);
        assertThat(said.getErr()).contains("try the route that it calls");
        assertThat(tryOut("deliver-one")).isEqualTo(2);
    }

    @Test
    void a_trial_that_was_kept_must_come_to_the_same(CapturedOutput said) throws IOException {
        assertThat(tryOut("--save", "validation", "deliver-one", message().toString()))
                .isZero();
        assertThat(checkRoutes()).isZero();
        assertThat(said.getOut()).contains("and 1 saved trials give the same result");

        edit("40-deliver.yaml", "expression: \"${variable.work.meaning.name}\"", "expression: \"CHANGED\"");

        assertThat(checkRoutes()).isEqualTo(1);
        assertThat(said.getOut())
                .contains("local/trials/validation.json: what would be sent differs at /0/headers/X-Bars-Meaning");
    }

    @Test
    void a_mapping_that_is_broken_or_fails_says_where(CapturedOutput said) throws IOException {
        Path mapping = Files.createDirectories(routes.resolve("local")).resolve("pas.jsonata");
        Files.writeString(mapping, "{\n  \"a\": $nhsNumbr(b)\n}");
        assertThat(tryOut("local/pas.jsonata", message().toString())).isEqualTo(1);
        assertThat(said.getErr()).contains("local/pas.jsonata:2: $nhsNumbr is no function");

        Files.writeString(mapping, "{\n  \"a\": patient.name.family + 1\n}");
        assertThat(tryOut("local/pas.jsonata", message().toString())).isEqualTo(1);
        assertThat(said.getOut())
                .contains("its original would go to delivery.fallback", "local/pas.jsonata:2, making a");
    }

    @Test
    void what_would_be_fetched_is_not(CapturedOutput said) throws IOException {
        Files.writeString(Files.createDirectories(routes.resolve("local")).resolve("mine.yaml"), """
                - route:
                    id: mine
                    routeConfigurationId: leave-to-caller
                    from:
                      uri: direct:mine
                      steps:
                        - enrich:
                            id: mine-enrich
                            constant: "http://127.0.0.1:1/none"
                """);

        assertThat(tryOut("mine", message().toString())).isZero();
        assertThat(said.getOut()).contains("[would be sent to enrich");
    }
}
