package io.barsgateway.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class MicrosecondClockTest {

    private final Clock clock =
            new MicrosecondClock(Clock.fixed(Instant.parse("2026-11-27T01:02:03.123456789Z"), ZoneOffset.UTC));

    @Test
    void a_time_is_as_the_store_keeps_it() {
        assertThat(clock.instant()).isEqualTo(Instant.parse("2026-11-27T01:02:03.123456Z"));
    }

    @Test
    void it_can_be_asked_for_milliseconds_too() {
        assertThat(clock.millis())
                .isEqualTo(Instant.parse("2026-11-27T01:02:03.123Z").toEpochMilli());
    }

    @Test
    void in_another_zone_it_is_the_same_time() {
        Clock there = clock.withZone(ZoneId.of("Europe/London"));

        assertThat(there.getZone()).isEqualTo(ZoneId.of("Europe/London"));
        assertThat(there.instant()).isEqualTo(clock.instant());
    }
}
