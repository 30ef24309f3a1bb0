package io.barsgateway.audit.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SqlTextTest {

    private enum Light implements Stored {
        RED,
        GREEN;

        @Override
        public String column() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private enum Apple implements Stored {
        GREEN;

        @Override
        public String column() {
            return "unripe";
        }
    }

    @Test
    void a_hole_becomes_the_word_of_its_column() {
        assertThat(SqlText.of("WHERE light IN ({RED}, {GREEN}) AND a = '{}' AND b = ?", Light.values()))
                .isEqualTo("WHERE light IN ('red', 'green') AND a = '{}' AND b = ?");
    }

    @Test
    void a_name_that_no_value_has_is_a_mistake() {
        assertThatThrownBy(() -> SqlText.of("WHERE light = {BLUE}", Light.values()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("BLUE");
    }

    @Test
    void a_name_that_two_values_have_is_a_mistake() {
        assertThatThrownBy(() -> SqlText.of("WHERE light = {GREEN}", Light.values(), Apple.values()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("GREEN");
    }

    @Test
    void several_values_are_a_list() {
        assertThat(SqlText.list(List.of(Light.GREEN, Light.RED))).isEqualTo("'green', 'red'");
    }

    @Test
    void a_word_of_a_later_version_is_no_value() {
        assertThat(Stored.read(Light.values(), "green")).isEqualTo(Light.GREEN);
        assertThatThrownBy(() -> Stored.read(Light.values(), "amber"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("amber");
    }
}
