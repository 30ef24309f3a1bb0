package io.barsgateway.outbox.claim;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.Works;
import io.barsgateway.outbox.CannotSucceed;
import org.junit.jupiter.api.Test;

class CheckBytesTest {

    private final CheckBytes checkBytes = new CheckBytes();

    @Test
    void bytes_that_are_those_accepted_may_leave() {
        assertThatCode(() -> checkBytes.check(Works.of("NEW_REFERRAL", Messages.referral())))
                .doesNotThrowAnyException();
    }

    @Test
    void bytes_that_changed_since_are_set_aside() {
        assertThatThrownBy(() -> checkBytes.check(Works.damaged(Messages.referral())))
                .isInstanceOf(CannotSucceed.class)
                .hasMessageContaining("SHA-256 differs");
    }
}
