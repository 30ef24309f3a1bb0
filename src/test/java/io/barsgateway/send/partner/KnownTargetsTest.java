package io.barsgateway.send.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.identity.ServiceId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What targets said of themselves holds for a while, a day at most, and can be cleared. */
class KnownTargetsTest {

    private static final ServiceId SERVICE = new ServiceId(Systems.SERVICE_ID, "2000099999");
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

    private static KnownTargets remembering(Duration since) {
        KnownTargets targets = new KnownTargets(
                new PartnerProperties(true, Duration.ofHours(12), Duration.ofMinutes(30)),
                Clock.fixed(NOW, ZoneOffset.UTC));
        targets.remember(SERVICE, new Target("1.5.0", List.of(), NOW.minus(since)));
        return targets;
    }

    @Test
    void it_holds_for_as_long_as_is_set_and_no_longer() {
        assertThat(remembering(Duration.ofHours(12).minusSeconds(1)).of(SERVICE))
                .isPresent();
        assertThat(remembering(Duration.ofHours(12)).of(SERVICE)).isEmpty();
    }

    @Test
    void it_can_be_cleared() {
        KnownTargets targets = remembering(Duration.ZERO);

        assertThat(targets.clear()).isEqualTo(1);
        assertThat(targets.of(SERVICE)).isEmpty();
    }

    @Test
    void more_than_a_day_is_no_setting() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PartnerProperties(true, Duration.ofHours(25), Duration.ofMinutes(30)))
                .withMessageContaining("bars.partner.remember");
    }
}
