package io.barsgateway.cli.duty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** A command does what was named, and no more. */
class SelectionTest {

    private static List<String> asked(String... arguments) {
        return CommandLine.populateCommand(new Selection(), arguments).bodies().stream()
                .map(Object::toString)
                .toList();
    }

    @Test
    void a_filter_beside_a_reference_narrows_it() {
        assertThat(asked("K7QF2-M9T3A", "--state", "set-aside"))
                .containsExactly("{\"filter\":{\"state\":\"SET_ASIDE\",\"reference\":\"K7QF2-M9T3A\"}}");
    }

    @Test
    void numbers_go_together_and_each_reference_alone() {
        assertThat(asked("12", "K7QF2-M9T3A", "13"))
                .containsExactly("{\"filter\":{\"reference\":\"K7QF2-M9T3A\"}}", "{\"ids\":[12,13]}");
    }

    @Test
    void a_filter_stands_alone_where_nothing_else_is_named() {
        assertThat(asked("--service", "2000099999", "--state", "failing"))
                .containsExactly("{\"filter\":{\"service\":\"2000099999\",\"state\":\"FAILING\"}}");
        assertThat(asked()).isEmpty();
    }

    @Test
    void a_filter_beside_a_number_is_refused() {
        assertThatThrownBy(() -> asked("12", "--state", "failing"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a number names one piece of work");
    }
}
