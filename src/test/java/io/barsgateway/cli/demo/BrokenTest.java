package io.barsgateway.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class BrokenTest {

    private static final Broken.Words WORDS = new Broken.Words();

    @ParameterizedTest
    @EnumSource(Broken.class)
    void each_part_is_read_as_the_help_lists_it(Broken broken) {
        assertThat(WORDS).contains(broken.word());
        assertThat(WORDS.convert(broken.word())).isEqualTo(broken);
        assertThat(broken.word()).matches("[a-z]+(-[a-z]+)*");
    }

    @Test
    void each_part_is_listed_once() {
        assertThat(WORDS).hasSize(Broken.values().length).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "STORE", "sender_key", "network"})
    void another_word_is_told_what_there_is(String word) {
        assertThatThrownBy(() -> WORDS.convert(word))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage(word + " is none of sender-key, far-end-trust, store");
    }
}
