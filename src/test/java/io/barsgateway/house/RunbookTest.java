package io.barsgateway.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fixture.Exported;
import io.barsgateway.fixture.PromQuery;
import io.barsgateway.fixture.PromQuery.Label;
import io.barsgateway.fixture.PromQuery.Wanted;
import io.barsgateway.fixture.Watching;
import io.barsgateway.fixture.Watching.Alert;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Whoever an alert calls finds what to do about it; what the alerts ask about, MetricsIT compares with a running gateway. */
class RunbookTest {

    static final List<Alert> ALERTS = Watching.alerts();

    private static final String RUNBOOK = Sources.read(Path.of("docs/runbook.md"));

    @Test
    void the_runbook_has_every_alert_in_the_same_order() {
        assertThat(Pattern.compile("(?m)^## (\\w+)$").matcher(RUNBOOK).results().map(heading -> heading.group(1)))
                .hasSizeGreaterThan(15)
                .containsExactlyElementsOf(ALERTS.stream().map(Alert::name).toList());
    }

    @ParameterizedTest
    @FieldSource("ALERTS")
    void each_runbook_entry_says_meaning_look_action_and_whom_to_call(Alert alert) {
        assertThat(alert.name()).matches("Bars[A-Z]\\w+");
        assertThat(alert.severity()).isIn("critical", "warning");
        assertThat(alert.summary()).hasSizeBetween(20, 140).doesNotEndWith(".");
        assertThat(alert.runbook()).isEqualTo("docs/runbook.md#" + alert.name().toLowerCase(Locale.ROOT));
        int start = RUNBOOK.indexOf("\n## " + alert.name() + "\n");
        int end = RUNBOOK.indexOf("\n## ", start + 1);
        assertThat(RUNBOOK.substring(start, end < 0 ? RUNBOOK.length() : end).lines())
                .filteredOn(line -> line.startsWith("- "))
                .hasSize(4)
                .satisfiesExactly(
                        line -> assertThat(line).matches("- \\*\\*Means:\\*\\* .{40,}"),
                        line -> assertThat(line).matches("- \\*\\*Look at:\\*\\* .{20,}"),
                        line -> assertThat(line).matches("- \\*\\*Do:\\*\\* .{20,}"),
                        line -> assertThat(line).matches("- \\*\\*Call:\\*\\* .{10,}"));
    }

    /** A command that is not there helps nobody at night. */
    @Test
    void every_command_in_the_runbook_is_one_of_ours() {
        List<String> commands = Pattern.compile("`bars ([a-z-]+)")
                .matcher(RUNBOOK)
                .results()
                .map((MatchResult command) -> command.group(1))
                .distinct()
                .toList();
        assertThat(commands).hasSizeGreaterThan(4).allSatisfy(command -> assertThat(Sources.java())
                .filteredOn(file -> file.startsWith("src/main/java/io/barsgateway/cli"))
                .as("bars " + command)
                .anyMatch(file -> Sources.read(file).contains("name = \"" + command + "\"")));
    }

    @Test
    void an_expression_is_read_as_prometheus_reads_it() {
        PromQuery query =
                PromQuery.of("histogram_quantile(0.99, sum by (le, kind) (rate(a_bucket{x=\"1\",y=~\"b.*\"}[5m])))"
                        + " / on (kind) group_left max(c offset 5m) > 4 and absent(d{})");

        assertThat(query.wanted())
                .containsExactly(
                        new Wanted("a_bucket", List.of(new Label("x", "1"), new Label("y", ""))),
                        new Wanted("c", List.of()),
                        new Wanted("d", List.of()));
        assertThat(query.grouping()).containsExactlyInAnyOrder("le", "kind");
    }

    @Test
    void what_is_asked_about_and_not_exported_is_seen() {
        Exported exported = Exported.of("# TYPE a histogram\na_bucket{x=\"1\",le=\"5.0\"} 3\n# TYPE b gauge\nb 1\n");

        assertThat(Watching.objections("sum by (x, le) (rate(a_bucket{x=\"1\"}[5m])) / b", exported))
                .isEmpty();
        assertThat(Watching.objections("c", exported)).containsExactly("c is not exported");
        assertThat(Watching.objections("a_count{x=\"2\"}", exported)).containsExactly("a_count has not the label x=2");
        assertThat(Watching.objections("a_count{z!=\"2\"}", exported)).containsExactly("a_count has not the label z");
        assertThat(Watching.objections("sum by (y) (b)", exported))
                .containsExactly("nothing that is asked about has the label y");
        assertThat(Watching.objections("1 > 0", exported)).containsExactly("asks about nothing");
    }
}
