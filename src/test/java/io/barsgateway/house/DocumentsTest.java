package io.barsgateway.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** README, application.yaml and docs tell the truth about the code. */
class DocumentsTest {

    @Test
    void the_table_of_routes_has_each_route_with_its_own_sentence() {
        List<String> rows = RouteFiles.ROUTES.values().stream()
                .map(route -> "| `" + route.id() + "` | " + route.description() + " | `"
                        + route.file().getFileName() + "` |")
                .toList();
        assertThat(Sources.read(Path.of("docs/routes.md"))
                        .lines()
                        .filter(line -> line.endsWith(".yaml` |"))
                        .toList())
                .containsExactlyElementsOf(rows);
    }

    @Test
    void the_architecture_has_a_row_for_each_chapter_and_each_room() {
        List<String> rows = Pattern.compile("(?m)^\\| \\**`([a-z.]+)`\\** \\|")
                .matcher(Sources.read(Path.of("docs/architecture.md")))
                .results()
                .map(row -> row.group(1))
                .toList();
        assertThat(Sources.BARS.stream()
                        .map(JavaClass::getPackageName)
                        .filter(name -> !name.equals("io.barsgateway"))
                        .map(name -> name.substring("io.barsgateway.".length()))
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(rows);
    }

    @Test
    void every_setting_is_in_application_yaml() {
        String reference = Sources.read(Path.of("src/main/resources/application.yaml"));
        Sources.BARS.stream()
                .filter(c -> c.isAnnotatedWith(ConfigurationProperties.class))
                .flatMap(c -> Stream.of(c.reflect().getRecordComponents()))
                .map(component -> kebab(component.getName()))
                .forEach(name -> assertThat(reference).as("the setting " + name).containsPattern("\\b" + name + "\\b"));
    }

    @Test
    void every_error_that_is_logged_is_explained_to_operators() {
        String operating = Sources.read(Path.of("docs/operating.md"));
        Pattern error = Pattern.compile("log\\.error\\(\\s*\"([^\"{:]+)");
        Sources.java().stream().filter(file -> file.startsWith("src/main")).forEach(file -> {
            Matcher found = error.matcher(Sources.read(file));
            while (found.find()) {
                assertThat(operating)
                        .as(file.toString())
                        .contains(found.group(1).strip());
            }
        });
    }

    @Test
    void every_test_that_a_document_names_is_there() {
        for (String document : List.of(
                "docs/security.md",
                "docs/advisories.md",
                "docs/requirements.md",
                "docs/clinical-safety/hazard-log.md")) {
            Matcher named = Pattern.compile("`([A-Z]\\w+(?:Test|IT|Fault))`").matcher(Sources.read(Path.of(document)));
            int found = 0;
            while (named.find()) {
                String name = named.group(1) + ".java";
                assertThat(Sources.java()).as(document + " names " + name).anyMatch(file -> file.endsWith(name));
                found++;
            }
            assertThat(found).as(document).isGreaterThan(25);
        }
    }

    @Test
    void no_requirement_and_no_threat_is_left_out() {
        String requirements = Sources.read(Path.of("docs/requirements.md"));
        for (int number = 1; number <= 90; number++) {
            assertThat(requirements).contains("| R" + number + " | ");
        }
        String security = Sources.read(Path.of("docs/security.md"));
        Map.of("S", 17, "T", 7, "I", 7, "D", 9, "E", 9).forEach((letter, count) -> {
            for (int number = 1; number <= count; number++) {
                assertThat(security).contains("| " + letter + number + " | ");
            }
        });
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
