package io.barsgateway.receive.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.barsgateway.audit.trace.Tracing;
import io.barsgateway.audit.watch.Alarms;
import io.barsgateway.edge.handshake.AddressRanges;
import io.barsgateway.edge.handshake.AllowedAddresses;
import io.barsgateway.edge.handshake.Peer;
import io.barsgateway.edge.handshake.Refusals;
import io.barsgateway.edge.request.AnswerTime;
import io.barsgateway.edge.request.HeardAnswers;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.fixture.Properties;
import io.barsgateway.receive.Connection;
import io.barsgateway.trust.chain.Authorities;
import io.barsgateway.trust.chain.CallerChains;
import io.barsgateway.trust.chain.PkiProperties;
import io.barsgateway.trust.chain.PkiProperties.Policy;
import io.barsgateway.trust.chain.Refusal;
import io.barsgateway.trust.chain.RevocationLists;
import io.barsgateway.trust.crl.RevocationList;
import io.barsgateway.trust.keys.CertificateAuthority;
import io.barsgateway.trust.keys.KeyMaterial;
import io.barsgateway.trust.revocation.OcspAnswers;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The four caller steps on real certificates, and the listener's question whether somebody may stay. */
class CallerStepsTest {

    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration LIFE = Duration.ofDays(3650);

    private final CertificateAuthority root = CertificateAuthority.root("Root", FROM, LIFE);
    private final CertificateAuthority issuer = root.issuer("Issuer", FROM, LIFE);
    private final KeyMaterial proxy = issuer.leaf("proxy.test", List.of(), List.of(), FROM, LIFE);
    private final KeyMaterial other = issuer.leaf("other.test", List.of(), List.of(), FROM, LIFE);
    private final KeyMaterial stranger =
            CertificateAuthority.root("Root", FROM, LIFE).leaf("proxy.test", List.of(), List.of(), FROM, LIFE);

    private final Alarms alarms = new Alarms(event -> {}, Clock.systemUTC());
    private final Refusals refusals = new Refusals(event -> {}, Clock.systemUTC());
    private final List<String> allowed = new ArrayList<>();
    private final CallerChains chains =
            new CallerChains(authorities(RevocationLists.none()), Clock.systemUTC(), Duration.ofMinutes(1));
    private final AllowedAddresses addresses = new AllowedAddresses(
            "bars.caller.addresses",
            new AddressRanges(List.of("192.0.2.0/24")),
            "bars.inbound.trusted-proxies",
            new AddressRanges(List.of("10.0.0.1")));
    private final AllowedNames names = new AllowedNames(List.of("Proxy.TEST"));
    private final CallerRules rules = new CallerRules(
            chains,
            new OcspAnswers(
                    Properties.bind("bars.pki", PkiProperties.class, Map.of()), chains, alarms, Clock.systemUTC()),
            names,
            allowed::contains,
            addresses);
    private final TurnAway turnAway = new TurnAway(refusals);
    private final FirstContact firstContact = new FirstContact(alarms, Clock.systemUTC());
    private final CheckChain checkChain = new CheckChain(rules, turnAway);
    private final IdentifyCaller identifyCaller = new IdentifyCaller(rules, turnAway, firstContact);
    private final CheckAddress checkAddress = new CheckAddress(rules, turnAway);

    private Authorities authorities(RevocationLists lists) {
        return new Authorities(List.of(root.certificate()), List.of(issuer.certificate()), lists);
    }

    private RevocationLists revoking(X509Certificate certificate) {
        Instant now = Instant.now();
        return new RevocationLists(
                Policy.PREFER,
                Map.of(),
                List.of(new RevocationList(
                        issuer.revoking(List.of(certificate), now.minusSeconds(60), now.plusSeconds(600)))),
                Duration.ZERO,
                false);
    }

    private static Connection from(String address, List<X509Certificate> chain) {
        try {
            InetAddress from = InetAddress.getByName(address);
            AnswerTime time = new AnswerTime(new HeardAnswers(event -> {}, Clock.systemUTC(), Tracing.OFF)
                    .begin(new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/x")));
            return new Connection(new Peer(from, chain, new AtomicReference<>()), from, time);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private Fault refused(Runnable step) {
        Fault fault = catchThrowableOfType(Fault.class, step::run);
        assertThat(fault.code()).isEqualTo(FaultCode.FORBIDDEN);
        assertThat(fault.diagnostics()).isEqualTo("Forbidden");
        return fault;
    }

    @Test
    void the_proxy_passes_all_of_them_and_is_named() {
        Connection connection = from("192.0.2.7", proxy.chain());

        VerifiedChain chain = checkChain.check(connection);
        Caller caller = identifyCaller.identify(connection, chain);
        checkAddress.check(connection);

        assertThat(chain.path()).containsExactly(proxy.chain().get(0), issuer.certificate(), root.certificate());
        assertThat(caller.name()).isEqualTo("proxy.test");
        assertThat(caller.thumbprint()).hasSize(64);
        assertThat(refusals.total()).isZero();
        assertThat(alarms.standing()).isEmpty();
        assertThat(rules.objection(connection.peer())).isEmpty();
    }

    @Test
    void another_chain_is_refused_and_told_of() {
        Connection connection = from("192.0.2.7", stranger.chain());

        refused(() -> checkChain.check(connection));

        assertThat(refusals.seen()).singleElement().satisfies(seen -> {
            assertThat(seen.stage()).isEqualTo("request");
            assertThat(seen.rule()).isEqualTo("chain");
            assertThat(seen.address()).isEqualTo("192.0.2.7");
            assertThat(seen.certificate()).contains("CN=proxy.test");
        });
        assertThat(rules.atHandshake(connection.peer())).isPresent();
    }

    @Test
    void a_connection_is_judged_again_when_the_authorities_change() {
        Connection connection = from("192.0.2.7", proxy.chain());
        checkChain.check(connection);
        Object first = connection.peer().kept().get();
        checkChain.check(connection);
        assertThat(connection.peer().kept().get()).isSameAs(first);

        chains.replace(authorities(revoking(proxy.chain().get(0))));

        refused(() -> checkChain.check(connection));
        assertThat(connection.peer().kept().get()).isNotSameAs(first);
        assertThat(refusals.seen().get(0).rule()).isEqualTo("revocation");
    }

    @Test
    void an_unknown_name_is_refused_and_raised_where_the_address_is_right() {
        Connection near = from("192.0.2.7", other.chain());
        Connection far = from("198.51.100.1", other.chain());

        refused(() -> identifyCaller.identify(far, checkChain.check(far)));
        assertThat(alarms.standing()).isEmpty();
        refused(() -> identifyCaller.identify(near, checkChain.check(near)));

        assertThat(alarms.standing().get("caller")).contains("\"other.test\"", "bars caller allow ");
        assertThat(refusals.seen().get(0).rule()).isEqualTo("name");
        assertThat(rules.objection(near.peer()).map(Refusal::rule)).contains("name");
        assertThat(rules.atHandshake(near.peer()))
                .as("answered 403, not by an alert")
                .isEmpty();
    }

    @Test
    void the_alarm_ends_when_the_last_unknown_name_is_let_in() {
        KeyMaterial third = issuer.leaf("third.test", List.of(), List.of(), FROM, LIFE);
        for (KeyMaterial unknown : List.of(other, third)) {
            Connection connection = from("192.0.2.7", unknown.chain());
            refused(() -> identifyCaller.identify(connection, checkChain.check(connection)));
        }
        names.replace(List.of("proxy.test", "other.test"));
        Connection known = from("192.0.2.7", other.chain());
        identifyCaller.identify(known, checkChain.check(known));
        assertThat(alarms.standing()).containsKey("caller");

        names.replace(List.of("third.test"));
        Connection last = from("192.0.2.7", third.chain());
        assertThat(identifyCaller.identify(last, checkChain.check(last)).name()).isEqualTo("third.test");
        assertThat(alarms.standing()).doesNotContainKey("caller");
    }

    @Test
    void one_that_is_allowed_for_a_time_passes_under_that_name() {
        Connection connection = from("192.0.2.7", other.chain());
        allowed.add(
                io.barsgateway.trust.keys.Certificates.thumbprint(other.chain().get(0)));

        assertThat(identifyCaller
                        .identify(connection, checkChain.check(connection))
                        .name())
                .isEqualTo("allowed-for-a-time");
        assertThat(rules.objection(connection.peer())).isEmpty();
    }

    @Test
    void a_name_that_cannot_be_told_is_none() {
        KeyMaterial wild = issuer.leaf("*.test", List.of(), List.of(), FROM, LIFE);
        Connection connection = from("192.0.2.7", wild.chain());

        refused(() -> identifyCaller.identify(connection, checkChain.check(connection)));

        assertThat(refusals.seen().get(0).reason()).contains("CN=*.test");
        assertThat(alarms.standing().get("caller")).contains("no usable name");
    }

    @Test
    void an_unlisted_address_is_refused_but_a_trusted_proxy_stays_connected() {
        Connection far = from("198.51.100.1", proxy.chain());

        refused(() -> checkAddress.check(far));

        assertThat(refusals.seen().get(0).rule()).isEqualTo("address");
        assertThat(rules.objection(far.peer()).map(Refusal::rule)).contains("address");
        assertThat(rules.objection(from("10.0.0.1", proxy.chain()).peer())).isEmpty();
        refused(() -> checkAddress.check(from("10.0.0.1", proxy.chain())));
    }

    @Test
    void without_client_certificates_every_caller_is_called_anyone() {
        Connection connection = from("192.0.2.7", List.of());

        VerifiedChain chain = checkChain.check(connection);

        assertThat(chain.path()).isEmpty();
        assertThat(identifyCaller.identify(connection, chain)).isEqualTo(new Caller("anyone", ""));
        assertThat(rules.atHandshake(connection.peer())).isEqualTo(Optional.empty());
        assertThat(rules.objection(connection.peer())).isEmpty();
    }

    @Test
    void names_are_exact_and_patterns_are_refused() {
        AllowedNames names = new AllowedNames(List.of("proxy.test"));
        assertThat(names.contains("PROXY.test")).isTrue();
        assertThat(names.contains("x.proxy.test")).isFalse();
        assertThat(names.isEmpty()).isFalse();
        names.replace(List.of());
        assertThat(names.isEmpty()).isTrue();
        assertThat(names.contains("proxy.test")).isFalse();
        for (String bad : List.of("*.test", "proxy.test\n", "", "proxy..test", "a b")) {
            assertThatThrownBy(() -> new AllowedNames(List.of(bad))).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> names.replace(List.of(bad))).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
