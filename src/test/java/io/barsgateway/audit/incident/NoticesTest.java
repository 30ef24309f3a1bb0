package io.barsgateway.audit.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barsgateway.audit.incident.Notice.Step;
import io.barsgateway.audit.watch.Alarms;
import io.barsgateway.audit.watch.Alarms.Raised;
import io.barsgateway.fixture.Properties;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NoticesTest {

    private static final URI FIRST = URI.create("https://first.test/alarms");
    private static final URI SECOND = URI.create("https://second.test/alarms");
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final Alarms alarms = new Alarms(event -> {}, Clock.systemUTC());
    private final Notices notices = new Notices(
            Properties.bind(
                    "bars.alarms",
                    AlarmsProperties.class,
                    Map.of("bars.alarms.webhook", FIRST.toString(), "bars.alarms.escalate-to", SECOND.toString())),
            alarms,
            Clock.systemUTC());

    private static Incident incident(String subject) {
        return Incident.of(UUID.randomUUID(), new Raised(UUID.randomUUID(), subject, "look", NOW, NOW, 1, "", null));
    }

    @Test
    void notices_keep_their_order_and_the_second_address_gets_escalated_ones_only() {
        Incident late = incident("late");
        notices.add(Step.BEGAN, late);
        notices.add(Step.ESCALATED, late.escalatedAt(NOW));
        notices.add(Step.ENDED, late.escalatedAt(NOW));

        Notice began = notices.next().orElseThrow();
        assertThat(began.step()).isEqualTo(Step.BEGAN);
        assertThat(began.url()).isEqualTo(FIRST);
        assertThat(began.body()).contains("\"step\":\"began\"", "\"subject\":\"late\"");
        notices.took(began);
        Notice ended = notices.next().orElseThrow();
        assertThat(ended.step()).isEqualTo(Step.ENDED);
        notices.took(ended);
        Notice escalated = notices.next().orElseThrow();
        assertThat(escalated.url()).isEqualTo(SECOND);
        assertThat(escalated.step()).isEqualTo(Step.ESCALATED);
    }

    @Test
    void an_address_that_fails_holds_up_no_other_and_is_one_alarm() {
        Incident late = incident("late").escalatedAt(NOW);
        notices.add(Step.BEGAN, late);

        notices.failed(notices.next().orElseThrow(), "it answered 500");
        Notice other = notices.next().orElseThrow();

        assertThat(other.url()).isEqualTo(SECOND);
        notices.took(other);
        assertThat(notices.next()).isEmpty();
        assertThat(alarms.standing()).containsOnlyKeys("bars.alarms.webhook");
    }

    @Test
    void repeated_notices_do_not_pile_up_behind_a_failing_address() {
        Incident late = incident("late");
        notices.add(Step.BEGAN, late);
        notices.add(Step.REPEATED, late);
        notices.add(Step.REPEATED, late);

        notices.took(notices.next().orElseThrow());

        assertThat(notices.next()).isEmpty();
    }

    @Test
    void an_address_is_an_http_url() {
        for (String address : new String[] {"pager", "file:///etc/passwd", "https:///nowhere"}) {
            assertThatThrownBy(() -> Properties.bind(
                            "bars.alarms", AlarmsProperties.class, Map.of("bars.alarms.escalate-to", address)))
                    .rootCause()
                    .hasMessageContaining("bars.alarms.escalate-to");
        }
    }
}
