package io.barsgateway.cli.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.operate.routeauthor.Trial;
import io.barsgateway.operate.routeauthor.Trial.Sent;
import io.barsgateway.operate.routeauthor.Trial.Step;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A trial as its author reads it. */
class TrialTextTest {

    private static final String AMBULANCE = "\ud83d\ude91";

    private static List<String> lines(boolean full, String... bodies) {
        List<Sent> sent = List.of(bodies).stream()
                .map(body -> new Sent("https:pas.test", Map.of("B", "2", "A", "1"), body))
                .toList();
        return TrialText.lines(new Trial(List.of(), sent, "good"), full);
    }

    @Test
    void steps_stand_under_what_they_are_inside_of() {
        Trial trial = new Trial(
                List.of(
                        new Step(0, "choose", "Chooses", "ran", List.of("body = all of it")),
                        new Step(1, "map", "Maps", "ran", List.of("header X = 1", "body = y")),
                        new Step(0, "tell", "Tells", "left out: it needs the store", List.of())),
                List.of(),
                "it failed");

        assertThat(TrialText.lines(trial, false))
                .containsExactly(
                        "choose: Chooses",
                        "  map: Maps",
                        "      header X = 1",
                        "      body = y",
                        "tell: Tells  [left out: it needs the store]",
                        "",
                        "it failed");
    }

    @Test
    void what_would_be_sent_has_its_headers_in_order() {
        assertThat(lines(false, "x"))
                .containsExactly("", "WOULD BE SENT to https:pas.test", "  A: 1", "  B: 2", "x", "", "good");
    }

    @Test
    void what_is_long_is_cut_unless_all_of_it_is_wanted() {
        assertThat(lines(false, "x".repeat(600))).contains("x".repeat(600));
        assertThat(lines(false, "x".repeat(601))).contains("x".repeat(600) + " ... (601 characters; --full)");
        assertThat(lines(true, "x".repeat(601))).contains("x".repeat(601));
    }

    /** A character that is two for Java is shown whole or not at all. */
    @ParameterizedTest
    @ValueSource(ints = {598, 599, 600})
    void no_character_is_cut_in_half(int before) {
        for (String line : lines(false, "x".repeat(before) + AMBULANCE.repeat(9))) {
            assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(line)).isTrue();
        }
    }
}
