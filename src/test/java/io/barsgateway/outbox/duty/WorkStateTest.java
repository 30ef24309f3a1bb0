package io.barsgateway.outbox.duty;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of work that is not done; the first that is so is it. */
class WorkStateTest {

    private static final Pattern THEN = Pattern.compile(" THEN '([A-Z_]+)'");

    private static List<String> asked() {
        return THEN.matcher(WorkState.expression())
                .results()
                .map((MatchResult one) -> one.group(1))
                .toList();
    }

    @Test
    void each_state_is_asked_for_once_and_in_order() {
        assertThat(asked()).containsExactly("SET_ASIDE", "RETURNING", "BEHIND", "DECISION", "FAILING", "WAITING");
    }

    /** What matches nothing else waits: there is no work without a state. */
    @Test
    void the_last_one_is_always_so() {
        assertThat(WorkState.expression()).endsWith("WHEN true THEN 'WAITING' END");
    }

    @ParameterizedTest
    @EnumSource(WorkState.class)
    void a_search_for_one_leaves_out_what_is_named_before(WorkState state) {
        assertThat(state.isIt().split("NOT \\((?=w\\.|EXISTS|NOT w|true)", -1))
                .hasSize(List.of(WorkState.values()).indexOf(state) + 1);
    }

    @ParameterizedTest
    @EnumSource(WorkState.class)
    void the_words_of_the_table_stand_in_every_search(WorkState state) {
        assertThat(state.isIt() + WorkState.expression()).doesNotContain("{", "}");
    }
}
