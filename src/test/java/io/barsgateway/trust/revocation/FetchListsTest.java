package io.barsgateway.trust.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.barsgateway.audit.watch.Alarms;
import io.barsgateway.audit.watch.Replaceable;
import io.barsgateway.fixture.OddCa;
import io.barsgateway.fixture.OddCa.Ext;
import io.barsgateway.trust.chain.Authorities;
import io.barsgateway.trust.chain.CallerChains;
import io.barsgateway.trust.chain.RevocationLists;
import io.barsgateway.trust.crl.ListUrl;
import io.barsgateway.trust.keys.CertificateAuthority;
import io.barsgateway.trust.keys.Certificates;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CRLException;
import java.security.cert.X509CRL;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists come over real HTTP; only good ones are kept. */
class FetchListsTest {

    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration LIFE = Duration.ofDays(3650);

    private final Path folder;

    private final CertificateAuthority root = CertificateAuthority.root("Root", FROM, LIFE);
    private final CertificateAuthority issuer = root.issuer("Issuer", FROM, LIFE);
    private final Alarms alarms = new Alarms(event -> {}, Clock.systemUTC());
    private final Replaceable<byte[]> answer = new Replaceable<>(new byte[0]);
    private final Replaceable<Integer> status = new Replaceable<>(200);
    private final HttpServer server;
    private final URI url;
    private final CallerChains chains;
    private final FetchLists fetch;

    FetchListsTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            if (status.get() == 302) {
                exchange.getResponseHeaders().add("Location", "/elsewhere");
            }
            exchange.sendResponseHeaders(status.get(), answer.get().length == 0 ? -1 : answer.get().length);
            exchange.getResponseBody().write(answer.get());
            exchange.close();
        });
        server.start();
        url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/int.crl");
        chains = new CallerChains(
                new Authorities(List.of(root.certificate()), List.of(issuer.certificate()), RevocationLists.none()),
                Clock.systemUTC(),
                Duration.ofMinutes(1));
        fetch = new FetchLists(folder.resolve("crl"), chains, alarms, Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void offer(X509CRL list) throws CRLException {
        answer.set(list.getEncoded());
        fetch.fetch(List.of(new ListUrl(url)));
    }

    private List<Path> kept() throws IOException {
        if (!Files.exists(folder.resolve("crl"))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder.resolve("crl"))) {
            return files.toList();
        }
    }

    @Test
    void a_good_list_is_kept_and_a_newer_one_replaces_it() throws Exception {
        Instant now = Instant.now();
        offer(issuer.revoking(List.of(), now.minusSeconds(100), now.plusSeconds(1000)));
        assertThat(kept()).hasSize(1);
        X509CRL newer = issuer.revoking(List.of(issuer.certificate()), now.minusSeconds(50), now.plusSeconds(1000));
        offer(newer);
        assertThat(kept()).hasSize(1);
        assertThat(Certificates.readCrls(kept().get(0))).containsExactly(newer);
        assertThat(alarms.standing()).isEmpty();
    }

    @Test
    void an_unusable_new_list_raises_an_alarm_and_the_old_list_stays() throws Exception {
        Instant now = Instant.now();
        X509CRL good = issuer.revoking(List.of(), now.minusSeconds(100), now.plusSeconds(1000));
        offer(good);

        offer(issuer.revoking(List.of(), now.minusSeconds(1000), now.plusSeconds(1000)));
        assertThat(words()).contains("older than the one we keep");
        offer(issuer.revoking(List.of(), now.plusSeconds(500), now.plusSeconds(1000)));
        assertThat(words()).contains("from the future");
        offer(CertificateAuthority.root("Issuer", FROM, LIFE)
                .revoking(List.of(), now.minusSeconds(10), now.plusSeconds(1000)));
        assertThat(words()).contains("not signed by a CA");
        answer.set(new byte[] {1, 2, 3});
        fetch.fetch(List.of(new ListUrl(url)));
        assertThat(words()).contains("holds no readable revocation list");

        assertThat(kept()).hasSize(1);
        assertThat(Certificates.readCrls(kept().get(0))).containsExactly(good);
        offer(good);
        assertThat(alarms.standing()).isEmpty();
    }

    @Test
    void a_partial_list_does_not_take_the_place_of_a_full_one() throws Exception {
        Instant now = Instant.now();
        OddCa same = new OddCa(new X500Name("CN=Odd"), OddCa.key(), null);
        OddCa odd = same.sub(same.name(), same.keys(), OddCa.UNTIL);
        chains.replace(new Authorities(List.of(odd.certificate()), List.of(odd.certificate()), RevocationLists.none()));
        X509CRL good = odd.list(now.minusSeconds(100), List.of(odd.certificate()));
        offer(good);
        offer(odd.list(
                now.minusSeconds(50), List.of(), new Ext(Extension.deltaCRLIndicator, true, new ASN1Integer(1))));
        assertThat(words()).contains("it is a delta list: name the full one");
        offer(odd.list(
                now.minusSeconds(50),
                List.of(),
                new Ext(
                        Extension.issuingDistributionPoint,
                        true,
                        new IssuingDistributionPoint(null, false, false, null, true, false))));
        assertThat(words()).contains("it is an indirect list");
        assertThat(Certificates.readCrls(kept().get(0))).containsExactly(good);
    }

    @Test
    void a_list_signed_without_that_right_is_not_kept() throws Exception {
        OddCa mute = OddCa.root("CN=Mute", Ext.usage(KeyUsage.keyCertSign));
        chains.replace(
                new Authorities(List.of(mute.certificate()), List.of(mute.certificate()), RevocationLists.none()));
        offer(mute.list(Instant.now().minusSeconds(50), List.of()));
        assertThat(words()).contains("that may sign lists");
        assertThat(kept()).isEmpty();
    }

    @Test
    void an_error_and_a_redirection_are_alarms() throws Exception {
        status.set(404);
        fetch.fetch(List.of(new ListUrl(url)));
        assertThat(words()).contains("status 404");
        status.set(302);
        fetch.fetch(List.of(new ListUrl(url)));
        assertThat(words()).contains("status 302");
        assertThat(kept()).isEmpty();
    }

    private String words() {
        return alarms.standing().getOrDefault("bars.pki.crl-urls " + url, "");
    }
}
