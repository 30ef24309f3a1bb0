package io.barsgateway.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.Works;
import org.junit.jupiter.api.Test;

/** A change is read first at the target, until an attempt of it may have arrived there. */
class WorkTest {

    @Test
    void a_change_is_read_first_also_after_an_attempt_that_never_arrived() {
        assertThat(Works.of("CANCEL", Messages.referral()).isChangeYetToArrive())
                .isTrue();
        assertThat(Works.again("CANCEL", Messages.referral(), false).isChangeYetToArrive())
                .isTrue();
    }

    @Test
    void what_may_have_arrived_and_what_changes_nothing_is_not() {
        assertThat(Works.again("UPDATE", Messages.referral(), true).isChangeYetToArrive())
                .isFalse();
        assertThat(Works.of("NEW_REFERRAL", Messages.referral()).isChangeYetToArrive())
                .isFalse();
    }
}
