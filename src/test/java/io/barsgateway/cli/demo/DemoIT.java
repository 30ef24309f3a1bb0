package io.barsgateway.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fixture.BarsCommand;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** {@code bars demo} tells a conversation line by line, and each broken part teaches its lesson. */
@ExtendWith(OutputCaptureExtension.class)
class DemoIT {

    @BeforeAll
    static void here() {
        System.setProperty("bars.installation", ".");
    }

    @Test
    void a_conversation_is_told_in_plain_words_without_a_log(CapturedOutput terminal) {
        BarsCommand demo = BarsCommand.run("demo");

        assertThat(demo.exit()).as(demo.printed()).isZero();
        assertThat(demo.printed())
                .containsPattern("\\d\\.\\d\\d s  gateway +checks it, writes it to disk, and answers 200")
                .containsPattern("\\d\\.\\d\\d s  local system +takes the delivery")
                .containsPattern("\\d\\.\\d\\d s  ambulance +receives the full response");
        // A gateway of another story goes on trying in this JVM
        assertThat(terminal.getErr().lines().filter(line -> !line.contains(" Postpone - Postponed ")))
                .noneMatch(line -> line.contains("INFO") || line.contains("WARN"));
    }

    @ParameterizedTest
    @EnumSource
    void each_broken_part_says_what_it_shows_and_what_it_teaches(Broken broken, CapturedOutput terminal) {
        BarsCommand demo = BarsCommand.run("demo", "--break", broken.word());

        assertThat(demo.exit()).as(demo.printed()).isZero();
        assertThat(demo.printed())
                .contains("Broken on purpose (" + broken.word() + "): " + broken.shows())
                .endsWith("What this shows: " + broken.lesson() + System.lineSeparator());
        assertThat(demo.printed() + terminal.getErr()).doesNotContain("\tat ");
    }

    @Test
    void a_name_that_is_none_is_told_with_those_that_are() {
        BarsCommand part = BarsCommand.run("demo", "--break", "sender_key");
        assertThat(part.exit()).isEqualTo(2);
        assertThat(part.printed()).contains("sender_key is none of sender-key, far-end-trust, store");

        BarsCommand conversation = BarsCommand.run("demo", "--conversation", "nope");
        assertThat(conversation.exit()).isEqualTo(2);
        assertThat(conversation.printed()).contains("--conversation is none of referral, booking");
    }
}
