package io.barsgateway.edge.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.audit.AuditEvent;
import io.barsgateway.fixture.HandClock;
import io.barsgateway.trust.chain.Refusal;
import io.barsgateway.trust.keys.CertificateAuthority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusalsTest {

    private final HandClock clock = new HandClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final List<AuditEvent> audited = new ArrayList<>();
    private final Refusals refusals = new Refusals(audited::add, clock);

    @Test
    void the_audit_tells_ten_refusals_of_a_kind_each_minute() {
        for (int i = 0; i < 10_000; i++) {
            refusals.note("connect", "192.0.2.7", new Refusal("address", "off the list"), null);
        }
        assertThat(audited).hasSize(10);
        assertThat(refusals.total()).isEqualTo(10_000);
        assertThat(refusals.seen()).singleElement().satisfies(seen -> assertThat(seen.count())
                .isEqualTo(10_000));

        clock.moveOn(Duration.ofSeconds(61));
        refusals.note("connect", "192.0.2.7", new Refusal("address", "off the list"), null);
        assertThat(audited).hasSize(11);
    }

    @Test
    void the_audit_tells_two_hundred_refusals_each_minute_at_most() {
        for (int i = 0; i < 5_000; i++) {
            refusals.note("connect", "2001:db8::" + Integer.toHexString(i), new Refusal("address", "x"), null);
        }
        assertThat(audited).hasSize(200);
        assertThat(refusals.total()).isEqualTo(5_000);
    }

    @Test
    void another_address_and_another_rule_are_another_kind() {
        for (int i = 0; i < 20; i++) {
            refusals.note("connect", "192.0.2.7", new Refusal("address", "x"), null);
        }
        refusals.note("connect", "192.0.2.8", new Refusal("address", "x"), null);
        refusals.note("tls", "192.0.2.7", new Refusal("chain", "x"), null);

        assertThat(audited).hasSize(12);
        assertThat(refusals.seen()).hasSize(3);
    }

    @Test
    void the_newest_five_hundred_refusals_are_remembered() {
        CertificateAuthority stranger = CertificateAuthority.root("s", clock.instant(), Duration.ofDays(1));
        for (int i = 0; i < 3_000; i++) {
            clock.moveOn(Duration.ofMillis(1));
            refusals.note(
                    "tls", "2001:db8::" + Integer.toHexString(i), new Refusal("chain", "x"), stranger.certificate());
        }
        assertThat(refusals.seen()).hasSize(500);
        assertThat(refusals.seen().get(0).address()).isEqualTo("2001:db8::" + Integer.toHexString(2_999));
        assertThat(refusals.seen().get(0).certificate()).contains("CN=s", "sha256=");
    }

    @Test
    void words_that_a_stranger_chose_cannot_forge_a_line() {
        Refusal refusal = new Refusal("name", "x\n2026 INFO \"let in\" \u001b[31m\u202e" + "y".repeat(1_000));
        assertThat(refusal.reason())
                .doesNotContain("\n", "\"", "\u001b", "\u202e")
                .hasSize(300);
    }
}
