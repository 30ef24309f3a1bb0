package io.barsgateway.cli.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fixture.BarsCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody meets who writes a first route and knows the documents alone. */
class NewcomersRoutesIT {

    private final Path routes;

    NewcomersRoutesIT(@TempDir Path folder) throws IOException {
        System.setProperty("bars.installation", ".");
        routes = Files.createDirectories(folder.resolve("routes"));
        Files.createDirectory(routes.resolve("local"));
        try (Stream<Path> shipped = Files.list(Path.of("routes"))) {
            for (Path file : shipped.filter(Files::isRegularFile).toList()) {
                Files.copy(file, routes.resolve(file.getFileName()));
            }
        }
    }

    private BarsCommand routes(String command, String... more) {
        List<String> words = new ArrayList<>(List.of("routes", command, "--routes", routes.toString()));
        words.addAll(List.of(more));
        return BarsCommand.run(words.toArray(String[]::new));
    }

    private void mine(String steps) throws IOException {
        Files.writeString(routes.resolve("local/mine.yaml"), """
                - route:
                    id: mine
                    routeConfigurationId: leave-to-caller
                    from:
                      uri: direct:mine
                      steps:
                """ + steps.indent(8));
    }

    @Test
    void a_sample_can_be_tried_by_its_name() {
        assertThat(routes("try", "deliver-one", "referral-request").printed())
                .contains("X-Bars-Meaning: NEW_REFERRAL", "good: the route ended");

        BarsCommand brief = routes("try", "deliver-one", "short-referral");
        assertThat(brief.exit()).isEqualTo(1);
        assertThat(brief.printed()).contains("short-referral is no whole BaRS message");
        assertThat(routes("try", "deliver-one", "nosuch.json").printed())
                .contains("nosuch.json: there is no such file");
    }

    @Test
    void a_setting_of_ones_own_is_asked_for_and_can_be_given() throws IOException {
        mine("""
                - to:
                    id: mine-post
                    uri: "{{mine.pas}}"
                """);
        String asked =
                "local/mine.yaml:9: no setting is called mine.pas; write it into the settings file, or try the routes"
                        + " with --set mine.pas=VALUE";
        String given = "mine.pas=https:local-system";

        assertThat(routes("try", "mine", "referral-request").printed()).contains(asked);
        assertThat(routes("check").printed()).contains(asked);

        assertThat(routes("try", "mine", "referral-request", "--set", given).printed())
                .contains("WOULD BE SENT to https:local-system");
        assertThat(routes("check", "--set", given).exit()).isZero();
        BarsCommand half = routes("check", "--set", "mine.pas");
        assertThat(half.exit()).isEqualTo(2);
        assertThat(half.printed()).contains("write NAME=VALUE");
    }

    @Test
    void files_that_nobody_reads_are_told_and_do_no_harm() throws IOException {
        Files.createDirectory(routes.resolve("local/old"));
        Files.writeString(routes.resolve("local/pas.yml"), "- route: broken");
        Files.writeString(routes.resolve("local/Priority.CSV"), "a,b");
        Files.writeString(routes.resolve("local/old/pas.yaml"), "x");

        BarsCommand check = routes("check");

        assertThat(check.exit()).as(check.printed()).isZero();
        assertThat(check.printed())
                .contains("note: local/pas.yml: is not read: name it pas.yaml")
                .contains("note: local/Priority.CSV: is not read: name it Priority.csv")
                .contains(
                        "note: local/old/pas.yaml: is not read: only the files of the folder itself and of local/ are");
    }

    @Test
    void a_wrong_exception_language_or_text_is_named_with_its_line() throws IOException {
        mine("""
                - throwException:
                    id: mine-throw
                    exceptionType: java.lang.IllegalArgumntException
                    message: "no"
                """);
        assertThat(routes("check").printed())
                .contains("local/mine.yaml:9: there is no exception java.lang.IllegalArgumntException; do you mean"
                        + " java.lang.IllegalArgumentException?");

        mine("""
                - setBody:
                    id: mine-body
                    language:
                      language: jq
                      expression: ".a"
                """);
        assertThat(routes("check").printed())
                .contains("local/mine.yaml:10: there is no language called jq here; write conditions");

        mine("""
                - throwException:
                    id: mine-throw
                    exceptionType: java.lang.IllegalArgumentException
                    message: no
                """);
        assertThat(routes("check").printed())
                .contains("local/mine.yaml:10: does not meet Camel's schema", "put it in quotes");
    }
}
