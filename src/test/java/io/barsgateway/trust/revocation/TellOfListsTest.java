package io.barsgateway.trust.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.audit.watch.Alarms;
import io.barsgateway.fixture.OddCa;
import io.barsgateway.fixture.OddCa.Ext;
import io.barsgateway.trust.chain.PkiProperties.Policy;
import io.barsgateway.trust.chain.RevocationLists;
import io.barsgateway.trust.crl.RevocationList;
import java.security.cert.X509CRL;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x509.Extension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an operator is told of lists that are loaded, whatever the policy is. */
class TellOfListsTest {

    private static final Instant NOW = OddCa.FROM.plus(Duration.ofDays(10));

    private final OddCa issuer = OddCa.root("CN=Issuer");
    private final Alarms alarms = new Alarms(event -> {}, Clock.systemUTC());
    private final TellOfLists tell = new TellOfLists(alarms);
    private final X509CRL full = issuer.list(NOW.minusSeconds(60), List.of());
    private final X509CRL delta = issuer.list(
            NOW.minusSeconds(60), List.of(), new Ext(Extension.deltaCRLIndicator, true, new ASN1Integer(1)));

    private RevocationLists lists(Policy policy, X509CRL... lists) {
        return new RevocationLists(
                policy, Map.of(), Stream.of(lists).map(RevocationList::new).toList(), Duration.ZERO, false);
    }

    @ParameterizedTest
    @EnumSource(Policy.class)
    void a_revocation_list_of_an_unread_kind_is_an_alarm(Policy policy) {
        tell.of(lists(policy, full, delta), NOW);
        assertThat(alarms.standing()).containsOnlyKeys("revocation-unread");
        assertThat(alarms.standing().get("revocation-unread")).contains("a delta list of Issuer", "Name the full list");
        tell.of(lists(policy, full), NOW);
        assertThat(alarms.standing()).isEmpty();
    }

    @Test
    void a_late_list_is_an_alarm_until_a_newer_one_is_there() {
        tell.of(lists(Policy.PREFER, full), NOW.plus(Duration.ofDays(8)));
        assertThat(alarms.standing().get("revocation")).contains("older than its CA promised: Issuer");
        tell.of(lists(Policy.PREFER, full), NOW);
        assertThat(alarms.standing()).isEmpty();
    }
}
