package io.barsgateway.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barsgateway.cli.run.Simulate.HabitName;
import io.barsgateway.simulator.Habit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class SimulateTest {

    private static final HabitName NAMES = new HabitName();

    @ParameterizedTest
    @EnumSource(Habit.class)
    void each_habit_is_read_as_the_help_lists_it(Habit habit) {
        assertThat(NAMES).filteredOn(name -> NAMES.convert(name) == habit).hasSize(1);
    }

    @Test
    void names_are_written_in_small_letters_with_dashes() {
        assertThat(NAMES)
                .allMatch(name -> name.matches("[a-z0-9]+(-[a-z0-9]+)*"))
                .contains("endpoints-not-swapped");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "late", "endpoints-not-swapped,tkw"})
    void another_name_is_refused(String name) {
        assertThatThrownBy(() -> NAMES.convert(name))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage("no habit is called " + name);
    }
}
