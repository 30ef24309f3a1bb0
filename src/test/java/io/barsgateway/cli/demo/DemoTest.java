package io.barsgateway.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fixture.BarsCommand;
import org.junit.jupiter.api.Test;

/** What {@code bars demo} is told that it cannot do, before anything starts. */
class DemoTest {

    @Test
    void a_conversation_that_is_not_there_is_told_which_are() {
        BarsCommand demo = BarsCommand.run("demo", "--conversation", "Booking");

        assertThat(demo.exit()).isEqualTo(2);
        assertThat(demo.printed())
                .contains("--conversation is none of referral, booking, linked,", "broker, all: Booking");
    }

    @Test
    void a_part_is_broken_in_a_conversation_of_its_own() {
        BarsCommand demo = BarsCommand.run("demo", "--conversation", "booking", "--break", "store");

        assertThat(demo.exit()).isEqualTo(2);
        assertThat(demo.printed()).contains("--break shows a conversation of its own");
    }

    @Test
    void a_part_that_cannot_be_broken_is_told_which_can() {
        BarsCommand demo = BarsCommand.run("demo", "--break", "network");

        assertThat(demo.exit()).isEqualTo(2);
        assertThat(demo.printed()).contains("network is none of sender-key, far-end-trust, store");
    }
}
