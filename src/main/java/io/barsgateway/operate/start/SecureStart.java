package io.barsgateway.operate.start;

import io.barsgateway.audit.trace.TracingProperties;
import io.barsgateway.audit.watch.Alarms;
import io.barsgateway.cases.database.StoreProperties;
import io.barsgateway.deliver.address.DeliveryProperties;
import io.barsgateway.edge.handshake.AllowedAddresses;
import io.barsgateway.edge.handshake.ListenerTls;
import io.barsgateway.local.LocalProperties;
import io.barsgateway.operate.routecheck.RouteSafety;
import io.barsgateway.operate.routecheck.UnsafeOption;
import io.barsgateway.receive.InboundProperties;
import io.barsgateway.receive.InboundProperties.ClientCertificate;
import io.barsgateway.receive.caller.AllowedNames;
import io.barsgateway.receive.service.ServicesProperties;
import io.barsgateway.send.proxy.SenderProperties;
import io.barsgateway.trust.chain.CallerChains;
import io.barsgateway.trust.chain.PkiProperties;
import io.barsgateway.trust.chain.PkiProperties.Policy;
import io.barsgateway.trust.crl.ListKind;
import io.barsgateway.trust.keys.Certificates;
import io.barsgateway.trust.keys.Environment;
import io.barsgateway.trust.keys.HomeProperties;
import io.barsgateway.trust.keys.PrivateFiles;
import io.barsgateway.trust.keys.PublishedCertificates;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Looks at the whole configuration before a port opens, and does not open one that is not safe: every reason is one line with
 * the name of its rule. Some rules may be broken knowingly, by naming them in bars.i-know.
 */
@Component
final class SecureStart {

    private static final Logger log = LoggerFactory.getLogger(SecureStart.class);
    private static final Set<String> MAY_BE_KNOWN = Set.of(
            "embedded-store", "readable-key", "default-password", "open-local-side", PlainHttp.RULE, "simulator");
    private static final Set<String> DEFAULT_PASSWORDS =
            Set.of("", "bars", "postgres", "password", "changeit", "changeme", "secret", "admin", "local-only");

    private final List<String> reasons = new ArrayList<>();
    private final Settings settings;
    private final Running running;

    /** What is configured. */
    @Component
    record Settings(
            SafetyProperties safety,
            HomeProperties home,
            InboundProperties inbound,
            PkiProperties pki,
            StoreProperties store,
            SenderProperties sender,
            DeliveryProperties delivery,
            LocalProperties local,
            ServicesProperties services,
            TracingProperties tracing,
            PlainHttp plainHttp,
            List<RouteSafety> ofRoutes) {

        Settings {
            ofRoutes = List.copyOf(ofRoutes);
        }
    }

    /** What came of it. */
    @Component
    record Running(
            AllowedNames names,
            AllowedAddresses callerAddresses,
            CallerChains chains,
            @Qualifier("inboundTls") ListenerTls tls,
            CamelContext camel,
            Alarms alarms,
            Clock clock) {}

    SecureStart(Settings settings, Running running) {
        this.settings = settings;
        this.running = running;
    }

    @EventListener(ApplicationStartedEvent.class)
    void check() {
        Environment environment = settings.home().environment();
        boolean live = !environment.isForTrials();
        clientCertificates(environment);
        rule(live && running.names().isEmpty(), "caller-names", "bars.caller.names is empty in " + environment);
        rule(
                live && running.callerAddresses().callers().isEmpty(),
                "caller-addresses",
                "bars.caller.addresses is empty in " + environment);
        if (environment == Environment.PROD) {
            rule(
                    settings.store().isEmbedded(),
                    "embedded-store",
                    "production needs an external PostgreSQL: bars.store.url");
            rule(
                    ThisMachine.isWhereLeads(settings.sender().api()),
                    "simulator",
                    "bars.sender.api points at this machine in production");
            DemonstrationServices.reasons(settings.services().tenants())
                    .forEach((name, reason) -> rule(true, name, reason));
        }
        rule(
                live && running.chains().authorities().issuers().isEmpty(),
                "issuers",
                "bars.pki.issuers is empty in " + environment + ": any sub-CA of the root could issue callers");
        revocation();
        revocationOfSubCas();
        passwords(live);
        keys();
        certificates();
        OpenLocalSide.reasons(settings.local(), environment).forEach((name, reason) -> rule(true, name, reason));
        settings.plainHttp().reasons().forEach(reason -> rule(true, PlainHttp.RULE, reason));
        routes();
        knowingly();
        if (!reasons.isEmpty()) {
            throw new UnsafeStart(reasons);
        }
        tellRoots();
    }

    private void clientCertificates(Environment environment) {
        if (settings.inbound().clientCertificate() == ClientCertificate.REQUIRED) {
            return;
        }
        boolean permitted = environment.isForTrials()
                && ThisMachine.isListenedOnAs(settings.inbound().host());
        rule(
                !permitted,
                "client-certificate",
                "bars.inbound.client-certificate is none: only sandbox and local may, on a loopback bars.inbound.host");
        if (permitted) {
            running.alarms()
                    .raise(
                            "client-certificate",
                            "TLS-MA is OFF: whoever is on this machine is let in (" + environment + ")");
        }
    }

    private void revocation() {
        for (X509Certificate issuer : running.chains().authorities().issuers()) {
            boolean required = running.chains().authorities().revocation().policyFor(issuer) == Policy.REQUIRE;
            boolean known = !settings.pki().crlUrls().isEmpty()
                    || settings.pki().ocspUrl() != null
                    || running.chains().authorities().revocation().lists().stream()
                            .anyMatch(list -> list.kind() == ListKind.FULL && list.isOf(issuer));
            rule(
                    required && !known,
                    "revocation",
                    "revocation is required of " + Certificates.commonName(issuer.getSubjectX500Principal())
                            + " and none of bars.pki.crls, crl-urls and ocsp-url tells of it; name one, or set"
                            + " bars.pki.revocation to prefer");
        }
    }

    /** Who revokes a sub-CA is its root, by a list; responders are asked about callers only. */
    private void revocationOfSubCas() {
        for (X509Certificate root : running.chains().authorities().roots()) {
            boolean required = running.chains().authorities().revocation().policyFor(root) == Policy.REQUIRE;
            boolean known = !settings.pki().crlUrls().isEmpty()
                    || running.chains().authorities().revocation().lists().stream()
                            .anyMatch(list -> list.kind() == ListKind.FULL && list.isOf(root));
            rule(
                    required
                            && !known
                            && !running.chains().authorities().issuers().isEmpty(),
                    "revocation",
                    "revocation is required of the sub-CAs of "
                            + Certificates.commonName(root.getSubjectX500Principal())
                            + " and neither bars.pki.crls nor crl-urls has its list; name it, or set bars.pki.revocation-of");
        }
    }

    private void passwords(boolean live) {
        String store = String.valueOf(settings.store().password()).toLowerCase(Locale.ROOT);
        rule(
                live && !settings.store().isEmbedded() && DEFAULT_PASSWORDS.contains(store),
                "default-password",
                "bars.store.password is one that everybody tries first");
        String own = settings.inbound().password();
        rule(
                live && own != null && DEFAULT_PASSWORDS.contains(own.toLowerCase(Locale.ROOT)),
                "default-password",
                "bars.inbound.password is one that everybody tries first");
    }

    private void keys() {
        List<Path> keys = new ArrayList<>(settings.inbound().files());
        keys.removeIf(this::isCertificateOnly);
        settings.local().credentials().forEach(credential -> addNamed(keys, credential.tokenFile()));
        addNamed(keys, settings.sender().privateKey());
        keys.addAll(settings.delivery().auth().secretFiles());
        keys.addAll(SafeServices.secretFiles(settings.services().tenants()));
        addNamed(keys, settings.local().privateKey());
        addNamed(keys, settings.local().passwordFile());
        addNamed(keys, settings.tracing().headersFile());
        keys.stream()
                .filter(PrivateFiles::isReadByOthers)
                .forEach(file -> rule(true, "readable-key", file + " can be read by everybody: chmod 600 it"));
    }

    private static void addNamed(List<Path> keys, @Nullable Path file) {
        if (file != null) {
            keys.add(file);
        }
    }

    /** A PEM certificate is public; a PKCS12 holds the key. */
    private boolean isCertificateOnly(Path file) {
        return file.equals(settings.inbound().certificate())
                && settings.inbound().privateKey() != null;
    }

    private void certificates() {
        Instant now = running.clock().instant();
        running.tls().own().forEach(own -> {
            X509Certificate leaf = own.chain().get(0);
            rule(
                    now.isAfter(leaf.getNotAfter().toInstant()),
                    "certificate",
                    "bars.inbound.certificate expired on " + leaf.getNotAfter().toInstant());
            rule(
                    now.isBefore(leaf.getNotBefore().toInstant()),
                    "certificate",
                    "bars.inbound.certificate is not valid before "
                            + leaf.getNotBefore().toInstant());
            running.chains().authorities().leadsToARoot(own.chain(), now).ifPresent(incomplete -> running.alarms()
                    .raise(
                            "certificate-chain",
                            "our own certificate does not lead to bars.pki.roots, so that the proxy may not accept it: "
                                    + incomplete.reason()));
        });
    }

    /** Of the set that is there at the start; CheckRoutes looks at each later one. */
    private void routes() {
        for (UnsafeOption unsafe : UnsafeOption.values()) {
            unsafe.endpointsOf(running.camel())
                    .forEach(endpoint -> rule(true, "unsafe-option", endpoint + " in bars.routes: " + unsafe.reason()));
        }
        settings.ofRoutes().stream()
                .flatMap(safety -> safety.breaches(running.camel()).stream())
                .forEach(breach -> rule(true, breach.rule(), breach.reason()));
    }

    private void knowingly() {
        for (String name : settings.safety().iKnow()) {
            rule(!MAY_BE_KNOWN.contains(name), "i-know", "bars.i-know names no rule that may be broken: " + name);
            log.warn("Started without the rule {}, which bars.i-know names", name);
        }
    }

    private void tellRoots() {
        running.chains()
                .authorities()
                .roots()
                .forEach(root -> log.info(
                        "Trusting the root {} sha1={} sha256={}: {}",
                        root.getSubjectX500Principal(),
                        Certificates.thumbprint(root, "SHA-1"),
                        Certificates.thumbprint(root),
                        PublishedCertificates.find(root)
                                .map(known -> "published as " + known.name() + ", " + known.environment() + ", "
                                        + known.status())
                                .orElse("its thumbprint is not among those that the NHS has published")));
    }

    private void rule(boolean broken, String name, String reason) {
        if (broken && !settings.safety().iKnow().contains(name)) {
            reasons.add(name + ": " + reason);
        } else if (broken && !MAY_BE_KNOWN.contains(name)) {
            reasons.add(name + ": " + reason + " (bars.i-know does not lift this)");
        }
    }
}
