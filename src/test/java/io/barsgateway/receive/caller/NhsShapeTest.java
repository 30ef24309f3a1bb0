package io.barsgateway.receive.caller;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fixture.NhsShape;
import io.barsgateway.fixture.NhsShape.Case;
import io.barsgateway.trust.chain.Authorities;
import io.barsgateway.trust.chain.PkiProperties.Policy;
import io.barsgateway.trust.chain.RevocationLists;
import io.barsgateway.trust.chain.Verdict;
import io.barsgateway.trust.crl.RevocationList;
import io.barsgateway.trust.keys.Certificates;
import io.barsgateway.trust.keys.Environment;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** 68 NHS-shaped certificates, each with its own anchors and intermediates, at its own time. */
class NhsShapeTest {

    private static final Logger out = LoggerFactory.getLogger(NhsShapeTest.class);
    private static final Set<String> DEVICE_CAS =
            Set.of("NHS INT Authentication G2", "NHS Authentication G2", "NHS INT Level 1C", "NHS Level 1C");

    @Test
    void each_gets_its_verdict() {
        List<String> names = new ArrayList<>(Environment.INT.callerNames());
        names.addAll(Environment.PROD.callerNames());
        AllowedNames allowed = new AllowedNames(names);
        List<Case> cases = NhsShape.cases();

        assertThat(cases).hasSize(68).allSatisfy(one -> {
            Verdict verdict = authorities(one).judge(one.presented(), one.time());
            boolean known = Certificates.names(one.presented().get(0)).stream().anyMatch(allowed::contains);
            String rule = verdict.refusal()
                    .map(refusal -> refusal.rule() + ": " + refusal.reason())
                    .orElse(known ? "accepted" : "name");
            out.info("| {} | {} |", one, rule);
            assertThat(verdict.refusal().isEmpty() && known)
                    .as(one + " " + rule)
                    .isEqualTo(one.accepted());
        });
    }

    /** The case's anchors, nothing else that we hold, and callers of the environment's device CAs only. */
    private static Authorities authorities(Case one) {
        List<X509Certificate> issuers = new ArrayList<>(Certificates.read(NhsShape.file("int_auth_g2.pem")));
        one.presented().stream()
                .filter(ca -> DEVICE_CAS.contains(Certificates.commonName(ca.getSubjectX500Principal())))
                .forEach(issuers::add);
        RevocationLists lists = one.crls().isEmpty()
                ? RevocationLists.none()
                : new RevocationLists(
                        Policy.REQUIRE,
                        Map.of(),
                        one.crls().stream().map(RevocationList::new).toList(),
                        Duration.ofHours(24),
                        false);
        return Authorities.pinned(one.anchors(), issuers, lists);
    }
}
