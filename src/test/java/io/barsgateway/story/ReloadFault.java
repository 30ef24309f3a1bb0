package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.audit.watch.Alarms;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fixture.FailureTable;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.Opened;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.TlsClient;
import io.barsgateway.fixture.TlsClient.Wire;
import io.barsgateway.trust.chain.CallerChains;
import io.barsgateway.trust.keys.Certificates;
import io.barsgateway.trust.keys.KeyMaterial;
import io.barsgateway.trust.keys.PemText;
import io.barsgateway.trust.keys.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** 100 replacements of server certificate, trust and revocation list under 20 messages a second, as set by default. */
@GatewayTest
@DirtiesContext
class ReloadFault {

    private static final Logger out = LoggerFactory.getLogger(ReloadFault.class);
    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration LONG = Duration.ofDays(3650);
    private static final int ROUNDS = 100;
    private static final Path FOLDER = folder();

    private final Listener inbound;
    private final CallerChains chains;
    private final Alarms alarms;

    ReloadFault(@Qualifier("inboundListener") Listener inbound, CallerChains chains, Alarms alarms) {
        this.inbound = inbound;
        this.chains = chains;
        this.alarms = alarms;
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("bars-reload");
            write(folder.resolve("gateway.crt"), Files.readString(FarSide.PKI.certificate("gateway")));
            write(folder.resolve("gateway.key"), Files.readString(FarSide.PKI.key("gateway")));
            write(folder.resolve("roots.pem"), Files.readString(FarSide.PKI.root()));
            write(folder.resolve("list.crl"), list());
            return folder;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(Path file, String text) throws IOException {
        PrivateFiles.write(file, text);
    }

    private static String list() {
        Instant now = Instant.now();
        return PemText.of(FarSide.TRUSTED_ISSUER.revoking(List.of(), now.minusSeconds(5), now.plusSeconds(86_400)));
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("bars.home", () -> FOLDER.resolve("home"));
        settings.add("bars.watch", () -> "2s");
        settings.add("bars.inbound.request-timeout", () -> "10s");
        settings.add("bars.inbound.certificate", () -> FOLDER.resolve("gateway.crt"));
        settings.add("bars.inbound.private-key", () -> FOLDER.resolve("gateway.key"));
        settings.add("bars.pki.roots", () -> FOLDER.resolve("roots.pem"));
        settings.add("bars.pki.crls", () -> FOLDER.resolve("list.crl"));
        settings.add("bars.pki.issuers", FarSide.PKI::issuer);
    }

    @Test
    void nothing_is_dropped_and_nothing_wrong_is_taken() throws Exception {
        AtomicInteger sent = new AtomicInteger();
        List<String> failed = Collections.synchronizedList(new ArrayList<>());
        ScheduledExecutorService senders = Executors.newScheduledThreadPool(4);
        ProxyClient[] kept = {ProxyClient.at(inbound.boundPort())};
        senders.scheduleAtFixedRate(
                () -> {
                    int number = sent.incrementAndGet();
                    if (number % 10 == 0) {
                        // Now and then a connection of its own
                        kept[0] = ProxyClient.at(inbound.boundPort());
                    }
                    try {
                        int status = kept[0].to(FarSide.ANY)
                                .post(Messages.validation())
                                .status();
                        if (status != 200) {
                            failed.add(number + ": " + status);
                        }
                    } catch (IOException | InterruptedException e) {
                        failed.add(number + ": " + e);
                    }
                },
                0,
                50,
                TimeUnit.MILLISECONDS);
        List<Long> millis = new ArrayList<>();
        int keptOut = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            switch (round % 4) {
                case 0 -> replaceCertificate();
                case 1 -> replaceTrust();
                case 2 -> replaceList();
                default -> {
                    offerSomethingWrong(round);
                    keptOut++;
                }
            }
            if (round % 4 != 3) {
                millis.add((System.nanoTime() - start) / 1_000_000);
            }
        }
        senders.shutdown();
        assertThat(senders.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        Collections.sort(millis);
        String figure =
                "%d messages, failed %d; %d broken ones kept out; others in use after %d ms (median), %d ms (slowest)"
                        .formatted(
                                sent.get(),
                                failed.size(),
                                keptOut,
                                millis.get(millis.size() / 2),
                                millis.get(millis.size() - 1));
        out.info("{} replacements: {}", ROUNDS, figure);
        FailureTable.measured("23", figure, () -> assertThat(failed).isEmpty());
    }

    private void replaceCertificate() throws IOException {
        KeyMaterial next = FarSide.PKI.issued("localhost", List.of("localhost"), FROM, LONG);
        write(FOLDER.resolve("gateway.crt"), PemText.of(next.chain().get(0)));
        write(FOLDER.resolve("gateway.key"), KeyMaterial.pem(next.key(), null));
        Awaitility.await().ignoreExceptions().until(() -> {
            try (Wire wire = new TlsClient(
                            inbound.boundPort(), Certificates.read(FarSide.PKI.root()), FarSide.PKI.material("proxy"))
                    .connect("localhost", "TLSv1.3")) {
                return Opened.served(wire).equals(next.chain().get(0));
            }
        });
    }

    private void replaceTrust() throws IOException {
        boolean both = chains.authorities().roots().size() == 2;
        awaitTrust(() -> write(
                FOLDER.resolve("roots.pem"),
                Files.readString(FarSide.PKI.root()) + (both ? "" : PemText.of(FarSide.TRUSTED_ROOT.certificate()))));
    }

    private void replaceList() throws IOException {
        awaitTrust(() -> write(FOLDER.resolve("list.crl"), list()));
    }

    /** Something that writes. */
    private interface Change {
        void make() throws IOException;
    }

    private void awaitTrust(Change change) throws IOException {
        Object before = chains.authorities();
        change.make();
        Awaitility.await().until(() -> chains.authorities() != before);
    }

    private void offerSomethingWrong(int round) throws IOException {
        boolean certificate = round % 8 == 3;
        Path file = FOLDER.resolve(certificate ? "gateway.crt" : "roots.pem");
        String subject = certificate ? "bars.inbound" : "bars.pki";
        byte[] good = Files.readAllBytes(file);
        write(file, "half a file -----BEGIN CERTIFICATE-----\nMIIB");
        Awaitility.await().until(() -> alarms.standing().containsKey(subject));
        write(file, new String(good, StandardCharsets.US_ASCII));
        Awaitility.await().until(() -> !alarms.standing().containsKey(subject));
    }
}
