package io.barsgateway.trust.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.barsgateway.audit.watch.Alarms;
import io.barsgateway.fixture.HandClock;
import io.barsgateway.fixture.OddCa;
import io.barsgateway.fixture.OddCa.Ext;
import io.barsgateway.trust.chain.Authorities;
import io.barsgateway.trust.chain.CallerChains;
import io.barsgateway.trust.chain.MissingList;
import io.barsgateway.trust.chain.RevocationLists;
import io.barsgateway.trust.crl.ListUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Partitions come over real HTTP, once somebody needs them; the line that is missing is an alarm. */
class NeededListsTest {

    private final OddCa root = OddCa.root("CN=Root");
    private final OddCa issuer = root.sub("CN=Issuer");
    private final X509Certificate leaf = issuer.leaf("CN=proxy.test");
    private final Alarms alarms = new Alarms(event -> {}, Clock.systemUTC());
    private final List<Runnable> background = new ArrayList<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final HandClock clock = new HandClock(Instant.now());
    private final HttpServer server;
    private final FetchLists fetch;
    private final NeededLists needed;

    NeededListsTest(@TempDir Path folder) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().getPath());
            try {
                byte[] list = issuer.list(
                                Instant.now().minusSeconds(60),
                                List.of(),
                                Ext.partition("http:/" + exchange.getLocalAddress() + exchange.getRequestURI()))
                        .getEncoded();
                exchange.sendResponseHeaders(200, list.length);
                exchange.getResponseBody().write(list);
            } catch (java.security.cert.CRLException e) {
                exchange.sendResponseHeaders(500, -1);
            }
            exchange.close();
        });
        server.start();
        CallerChains chains = new CallerChains(
                new Authorities(List.of(root.certificate()), List.of(issuer.certificate()), RevocationLists.none()),
                Clock.systemUTC(),
                Duration.ofMinutes(1));
        fetch = new FetchLists(folder.resolve("crl"), chains, alarms, Clock.systemUTC());
        needed = new NeededLists(fetch, background::add, alarms, clock);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private URI url(String name) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + name);
    }

    private void need(String name, boolean covered) {
        needed.need(new MissingList(leaf, url(name), covered));
    }

    private void runAll() {
        background.forEach(Runnable::run);
        background.clear();
    }

    @Test
    void a_partition_under_a_pattern_is_fetched_in_background_once_a_minute() {
        need("c7.crl", true);
        need("c7.crl", true);
        assertThat(asked).as("nobody waits for it").isEmpty();
        runAll();
        assertThat(asked).containsExactly("/c7.crl");
        assertThat(fetch.keptPartitions()).containsExactly(url("c7.crl"));

        clock.moveOn(Duration.ofSeconds(59));
        need("c7.crl", true);
        assertThat(background).isEmpty();
        clock.moveOn(Duration.ofSeconds(2));
        need("c7.crl", true);
        assertThat(background).hasSize(1);
    }

    @Test
    void a_partition_is_fetched_again_only_while_a_pattern_covers_it() {
        need("c7.crl", true);
        runAll();
        asked.clear();
        fetch.fetch(List.of(new ListUrl(url("c*.crl"))));
        assertThat(asked).containsExactly("/c7.crl");
        asked.clear();
        fetch.fetch(List.of(new ListUrl(url("d*.crl")), new ListUrl(url("root.crl"))));
        assertThat(asked).containsExactly("/root.crl");
        assertThat(fetch.keptPartitions()).as("no entry covers it any more").isEmpty();
    }

    @Test
    void an_uncovered_partition_raises_an_alarm_until_an_entry_covers_it() {
        need("c7.crl", false);
        need("c7.crl", false);
        assertThat(background).isEmpty();
        assertThat(alarms.standing())
                .containsOnlyKeys("bars.pki.crl-urls lacks " + url("c7.crl"))
                .allSatisfy((subject, words) ->
                        assertThat(words).contains("Add to bars.pki.crl-urls: \"" + url("c*.crl") + "\""));
        needed.named(List.of(new ListUrl(url("other.crl"))));
        assertThat(alarms.standing()).hasSize(1);
        needed.named(List.of(new ListUrl(url("c*.crl"))));
        assertThat(alarms.standing()).isEmpty();
    }

    @Test
    void what_is_fetched_and_told_is_bounded() {
        for (int i = 0; i < 200; i++) {
            need("c" + i + ".crl", true);
        }
        assertThat(background).hasSize(64);
        assertThat(alarms.standing().get("bars.pki.crl-urls")).contains("more than 64 partitions");
        for (int i = 0; i < 200; i++) {
            need("d" + i + ".crl", false);
        }
        assertThat(alarms.standing()).hasSize(21);
        need("e".repeat(300) + ".crl", true);
        assertThat(background).hasSize(64);
    }
}
