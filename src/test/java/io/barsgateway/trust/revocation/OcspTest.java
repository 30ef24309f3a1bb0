package io.barsgateway.trust.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.barsgateway.audit.watch.Alarms;
import io.barsgateway.audit.watch.Replaceable;
import io.barsgateway.fixture.Properties;
import io.barsgateway.trust.chain.Authorities;
import io.barsgateway.trust.chain.CallerChains;
import io.barsgateway.trust.chain.PkiProperties;
import io.barsgateway.trust.chain.PkiProperties.Policy;
import io.barsgateway.trust.chain.RevocationLists;
import io.barsgateway.trust.keys.CertificateAuthority;
import io.barsgateway.trust.keys.KeyMaterial;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A real responder over real HTTP. */
class OcspTest {

    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration LIFE = Duration.ofDays(3650);

    private final CertificateAuthority root = CertificateAuthority.root("Root", FROM, LIFE);
    private final CertificateAuthority stranger = CertificateAuthority.root("Stranger", FROM, LIFE);
    private final KeyMaterial leaf = root.leaf("proxy.test", List.of(), List.of(), FROM, LIFE);
    private final KeyMaterial other = root.leaf("other.test", List.of(), List.of(), FROM, LIFE);
    private final Alarms alarms = new Alarms(event -> {}, Clock.systemUTC());
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicReference<@Nullable CertificateStatus> status = new AtomicReference<>();
    private final Replaceable<CertificateAuthority> signer = new Replaceable<>(root);
    private final Replaceable<Duration> age = new Replaceable<>(Duration.ZERO);
    private final AtomicBoolean saysNext = new AtomicBoolean(true);
    private final HttpServer responder;

    OcspTest() throws IOException {
        responder = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        responder.createContext("/ocsp", exchange -> {
            asked.incrementAndGet();
            byte[] answer = answer(exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        responder.start();
    }

    @AfterEach
    void stop() {
        responder.stop(0);
    }

    private byte[] answer(byte[] request) throws IOException {
        try {
            KeyMaterial key = signer.get().asLeaf();
            BasicOCSPRespBuilder builder = new BasicOCSPRespBuilder(
                    new RespID(new JcaX509CertificateHolder(key.chain().get(0)).getSubject()));
            Instant made = Instant.now().minus(age.get());
            builder.addResponse(
                    new OCSPReq(request).getRequestList()[0].getCertID(),
                    status.get(),
                    Date.from(made),
                    saysNext.get() ? Date.from(made.plusSeconds(60)) : null,
                    null);
            PrivateKey signing = key.key();
            return new OCSPRespBuilder()
                    .build(
                            OCSPRespBuilder.SUCCESSFUL,
                            builder.build(
                                    new JcaContentSignerBuilder("SHA256withECDSA").build(signing), null, new Date()))
                    .getEncoded();
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private OcspAnswers answers(Policy policy) {
        PkiProperties pki = Properties.bind(
                "bars.pki",
                PkiProperties.class,
                Map.of(
                        "bars.pki.ocsp-url",
                        "http://127.0.0.1:" + responder.getAddress().getPort() + "/ocsp",
                        "bars.pki.ocsp-timeout",
                        "2s"));
        Authorities authorities = new Authorities(
                List.of(root.certificate()),
                List.of(),
                new RevocationLists(policy, Map.of(), List.of(), Duration.ZERO, true));
        return new OcspAnswers(
                pki,
                new CallerChains(authorities, Clock.systemUTC(), Duration.ofMinutes(1)),
                alarms,
                Clock.systemUTC());
    }

    private List<X509Certificate> path() {
        return path(leaf);
    }

    private List<X509Certificate> path(KeyMaterial holder) {
        return List.of(holder.chain().get(0), root.certificate());
    }

    @Test
    void a_good_answer_lets_in_and_is_kept_while_it_lasts() {
        OcspAnswers answers = answers(Policy.REQUIRE);
        assertThat(answers.objection(path())).isEmpty();
        assertThat(answers.objection(path())).isEmpty();
        assertThat(asked).hasValue(1);
    }

    @Test
    void a_revoked_one_is_refused_and_known_from_then_on() {
        status.set(new RevokedStatus(new Date(), 1));
        OcspAnswers answers = answers(Policy.PREFER);
        assertThat(answers.known(path())).isEmpty();
        assertThat(answers.objection(path()).orElseThrow().rule()).isEqualTo("revocation");
        assertThat(answers.known(path()).orElseThrow().rule()).isEqualTo("revocation");
    }

    @Test
    void a_foreign_old_or_unknown_ocsp_answer_does_not_count() {
        signer.set(stranger);
        assertThat(answers(Policy.REQUIRE).objection(path())).isPresent();
        assertThat(alarms.standing().get("bars.pki.ocsp-url")).contains("not signed");
        signer.set(root);
        age.set(Duration.ofHours(1));
        assertThat(answers(Policy.REQUIRE).objection(path())).isPresent();
        assertThat(alarms.standing().get("bars.pki.ocsp-url")).contains("not of now");
        age.set(Duration.ZERO);
        status.set(new UnknownStatus());
        assertThat(answers(Policy.REQUIRE).objection(path())).isPresent();
        assertThat(alarms.standing().get("bars.pki.ocsp-url")).contains("does not know");
    }

    @Test
    void an_answer_without_a_next_one_counts_while_it_is_recent() {
        saysNext.set(false);
        age.set(Duration.ofMinutes(9));
        assertThat(answers(Policy.REQUIRE).objection(path())).isEmpty();
        age.set(Duration.ofHours(1));
        assertThat(answers(Policy.REQUIRE).objection(path())).isPresent();
        assertThat(alarms.standing().get("bars.pki.ocsp-url")).contains("not of now");
    }

    @Test
    void one_whom_the_responder_does_not_know_keeps_nobody_else_out() {
        OcspAnswers answers = answers(Policy.REQUIRE);
        status.set(new UnknownStatus());
        assertThat(answers.objection(path())).isPresent();

        status.set(null);
        assertThat(answers.objection(path(other))).isEmpty();
        assertThat(answers.objection(path()).orElseThrow().reason()).contains("does not know");
        assertThat(asked).as("not asked again so soon about the first").hasValue(2);
    }

    @Test
    void a_responder_that_does_not_answer_is_not_waited_for_by_the_next_caller() {
        responder.stop(0);
        OcspAnswers answers = answers(Policy.REQUIRE);
        assertThat(answers.objection(path())).isPresent();
        assertThat(answers.objection(path(other)).orElseThrow().reason()).contains("a moment ago");
    }

    @Test
    void without_an_answer_require_refuses_and_prefer_lets_in_under_an_alarm() {
        responder.stop(0);
        assertThat(answers(Policy.REQUIRE).objection(path())).isPresent();
        assertThat(answers(Policy.PREFER).objection(path())).isEmpty();
        assertThat(alarms.standing()).containsKey("bars.pki.ocsp-url");
    }
}
