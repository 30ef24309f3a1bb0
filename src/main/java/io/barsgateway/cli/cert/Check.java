package io.barsgateway.cli.cert;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.cli.reach.ConfiguredSettings;
import io.barsgateway.cli.reach.JudgedSettings;
import io.barsgateway.cli.reach.Operator;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.receive.InboundProperties;
import io.barsgateway.send.proxy.SenderProperties;
import io.barsgateway.trust.chain.Authorities;
import io.barsgateway.trust.chain.LoadAuthorities;
import io.barsgateway.trust.chain.PkiProperties;
import io.barsgateway.trust.crl.ListKind;
import io.barsgateway.trust.crl.RevocationList;
import io.barsgateway.trust.keys.CertificateNotes;
import io.barsgateway.trust.keys.Certificates;
import io.barsgateway.trust.keys.HomeProperties;
import io.barsgateway.trust.keys.KeyMaterial;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bars cert check}: everything that a configuration uses, for a monitor: exit 0 where all is well, else 1. */
@Command(
        name = "check",
        description = {
            "Checks every certificate, key and revocation list, for a monitor or for you.",
            "Where a gateway answers on its local side, those that it uses; with --config, or where none answers, those of the settings",
            "that it would start with. The first line says which."
        },
        exitCodeListHeading = "Exit code:%n",
        exitCodeList = {
            "0:all are good",
            "1:one needs you (EXPIRED, SOON, LATE, UNREAD, BROKEN), or nothing could be looked at",
            "2:the command cannot be read"
        })
final class Check implements Callable<Integer> {

    @Option(names = "--config", description = "Settings file to look at, whether or not a gateway runs")
    private Optional<Path> config = Optional.empty();

    @Option(names = "--warn-days", description = "Days left that are too few (default: ${DEFAULT-VALUE})")
    private int warnDays = 30;

    @Option(names = "--running", description = "Fails where no gateway answers, instead of reading files")
    private boolean running;

    @Mixin
    private Operator operator = new Operator();

    private boolean well = true;

    @Override
    public Integer call() throws IOException, GeneralSecurityException, InterruptedException {
        Optional<String> configured = ConfiguredSettings.localSide(config);
        boolean answers = !running && operator.health(configured).isPresent();
        if (running || (config.isEmpty() && answers)) {
            return inUse();
        }
        System.out.println(JudgedSettings.words(config, answers, operator.base(configured)));
        ConfiguredSettings settings = ConfiguredSettings.by(config);
        Instant now = Clock.systemUTC().instant();
        HomeProperties home = settings.bind("bars", HomeProperties.class);
        PkiProperties pki = settings.bind("bars.pki", PkiProperties.class);
        Authorities authorities =
                new LoadAuthorities(home.environment(), LoadAuthorities.keptIn(home.home())).load(pki, now);
        authorities.roots().forEach(root -> line("root", root, now));
        authorities.issuers().forEach(issuer -> line("issuer", issuer, now));
        for (RevocationList list : authorities.revocation().lists()) {
            list(now.isAfter(list.next()), list.kind() != ListKind.FULL, list.label(now));
        }
        InboundProperties inbound = settings.bind("bars.inbound", InboundProperties.class);
        if (inbound.certificate() != null) {
            KeyMaterial own = KeyMaterial.read(
                            inbound.certificate(),
                            inbound.privateKey(),
                            KeyMaterial.password(inbound.password(), inbound.passwordFile()))
                    .completedBy(authorities.named());
            line("endpoint", own.chain().get(0), now);
            authorities.leadsToARoot(own.chain(), now).ifPresent(incomplete -> {
                well = false;
                System.out.println("BROKEN    endpoint its chain: " + incomplete.reason());
            });
        }
        SenderProperties sender = settings.bind("bars.sender", SenderProperties.class);
        if (sender.privateKey() != null) {
            Jwks.publicKey(sender.privateKey());
            System.out.println("ok        sender   " + sender.privateKey() + " signs RS512, kid " + sender.keyId());
        }
        return well ? 0 : 1;
    }

    private int inUse() throws IOException, InterruptedException {
        JsonNode report = FhirJson.read(operator.get("certificates").body().getBytes(StandardCharsets.UTF_8));
        System.out.println("Asked the gateway at " + operator.base() + ": this is what it uses.");
        for (JsonNode one : report.path("certificates")) {
            long days = one.path("daysLeft").asLong();
            well &= days >= warnDays;
            System.out.println((days < 0 ? "EXPIRED   " : days < warnDays ? "SOON      " : "ok        ")
                    + String.format("%-8s ", one.path("use").asText()) + days + " days  "
                    + one.path("subject").asText() + "  sha1="
                    + one.path("sha1").asText());
        }
        for (JsonNode list : report.path("revocationLists")) {
            list(
                    list.path("late").asBoolean(),
                    list.path("unread").asBoolean(),
                    list.path("list").asText());
        }
        return well ? 0 : 1;
    }

    private void list(boolean late, boolean unread, String label) {
        well &= !late && !unread;
        System.out.println((unread ? "UNREAD    " : late ? "LATE      " : "ok        ") + "list     " + label);
    }

    private void line(String use, X509Certificate certificate, Instant now) {
        CertificateNotes notes = new CertificateNotes(certificate, now);
        String state = notes.daysLeft() < 0 ? "EXPIRED   " : notes.daysLeft() < warnDays ? "SOON      " : "ok        ";
        well &= notes.daysLeft() >= warnDays;
        System.out.println(state + String.format("%-8s ", use) + notes.daysLeft() + " days  "
                + Certificates.commonName(certificate.getSubjectX500Principal()) + "  sha1="
                + Certificates.thumbprint(certificate, "SHA-1"));
        notes.warnings().forEach(warning -> System.out.println("          note     " + warning));
    }
}
