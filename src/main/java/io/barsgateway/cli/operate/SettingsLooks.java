package io.barsgateway.cli.operate;

import io.barsgateway.cases.database.ReachStore;
import io.barsgateway.cases.database.StoreProperties;
import io.barsgateway.cli.reach.ConfiguredSettings;
import io.barsgateway.receive.InboundProperties;
import io.barsgateway.send.proxy.RehearseToken;
import io.barsgateway.send.proxy.SenderProperties;
import io.barsgateway.trust.keys.CertificateNotes;
import io.barsgateway.trust.keys.Certificates;
import io.barsgateway.trust.keys.Environment;
import io.barsgateway.trust.keys.HomeProperties;
import io.barsgateway.trust.keys.KeyMaterial;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a gateway would meet that started with these settings.
 *
 * @param endpoint HOST[:PORT] that the proxy reaches it by; empty where none was named
 */
record SettingsLooks(ConfiguredSettings settings, Optional<String> endpoint) {

    private static final int FEW_DAYS = 30;

    void tell(Findings findings) {
        HomeProperties home = settings.bind("bars", HomeProperties.class);
        SenderProperties sender = settings.bind("bars.sender", SenderProperties.class);
        InboundProperties inbound = settings.bind("bars.inbound", InboundProperties.class);
        StoreProperties store = settings.bind("bars.store", StoreProperties.class);
        System.out.println("environment  " + home.environment());
        String preset = home.environment().tokenUrl();
        if (sender.tokenUrl() != null || !preset.isEmpty()) {
            URI token = sender.tokenUrl() == null ? URI.create(preset) : sender.tokenUrl();
            new OutwardLooks(token, sender.roots()).tell(findings);
        } else {
            findings.notChecked("api-m", "bars.sender.token-url is not set, and the environment has none");
        }
        own(findings, inbound);
        if (store.isEmbedded()) {
            findings.notChecked("store", "embedded: it starts with the gateway");
        } else {
            findings.look("store", () -> ReachStore.ask(store));
        }
        List<String> missing = missing(sender);
        if (missing.size() == 3) {
            findings.notChecked("token", notASender(missing));
        } else {
            findings.look(
                    "token",
                    () -> "a token is given, good for "
                            + RehearseToken.ask(sender, home, Clock.systemUTC()).toSeconds() + " s");
        }
    }

    private void own(Findings findings, InboundProperties inbound) {
        Path file = inbound.certificate();
        if (file == null) {
            findings.wrong("certificate", "bars.inbound.certificate is not set: bars cert new, then bars cert import");
            return;
        }
        findings.look("certificate", () -> days(certificate(inbound, file), file));
        findings.look("presented", () -> {
            X509Certificate leaf = certificate(inbound, file);
            return new EndpointLook(Certificates.thumbprint(leaf), endpoint.orElseGet(() -> met(leaf, inbound)))
                    .presented();
        });
    }

    /** On trial it is reached on this machine; else by the name in its certificate. */
    private String met(X509Certificate leaf, InboundProperties inbound) {
        Environment environment = settings.bind("bars", HomeProperties.class).environment();
        return environment == Environment.LOCAL || environment == Environment.SANDBOX
                ? "localhost:" + inbound.port()
                : Certificates.commonName(leaf.getSubjectX500Principal());
    }

    private static X509Certificate certificate(InboundProperties inbound, Path file) {
        return KeyMaterial.read(
                        file, inbound.privateKey(), KeyMaterial.password(inbound.password(), inbound.passwordFile()))
                .chain()
                .get(0);
    }

    private static String days(X509Certificate certificate, Path file) {
        long days = new CertificateNotes(certificate, Clock.systemUTC().instant()).daysLeft();
        if (days < FEW_DAYS) {
            throw new IllegalArgumentException("our certificate has " + days + " days left: bars cert renew " + file);
        }
        return "our certificate has " + days + " days left";
    }

    /** Of what makes an application known at API-M. */
    private static List<String> missing(SenderProperties sender) {
        return Stream.of(
                        sender.apiKey() == null ? "bars.sender.api-key" : "",
                        sender.keyId() == null ? "bars.sender.key-id" : "",
                        sender.privateKey() == null ? "bars.sender.private-key" : "")
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** A gateway may only receive; then whatever it would send waits. */
    static String notASender(List<String> missing) {
        return "the gateway is not set up to send, and responses wait: set " + String.join(", ", missing);
    }
}
