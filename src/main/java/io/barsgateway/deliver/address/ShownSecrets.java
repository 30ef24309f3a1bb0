package io.barsgateway.deliver.address;

import io.barsgateway.audit.trace.Tracing;
import io.barsgateway.audit.watch.Replaceable;
import io.barsgateway.audit.watch.SettingsFile;
import io.barsgateway.audit.watch.WatchFiles;
import io.barsgateway.deliver.address.Secrets.Content;
import io.barsgateway.deliver.address.Secrets.Ground;
import io.barsgateway.outbox.TryAgain;
import io.barsgateway.outbox.attempt.RetryProperties;
import io.barsgateway.outbox.lane.AttemptTimes;
import io.barsgateway.outbox.token.AccessToken;
import io.barsgateway.receive.service.Authentication;
import io.barsgateway.receive.service.Authentication.OAuth2;
import io.barsgateway.receive.service.Tenant;
import io.barsgateway.receive.tenant.PrepareServices;
import io.barsgateway.receive.tenant.Tenants;
import io.barsgateway.trust.keys.Certificates;
import io.barsgateway.trust.keys.PrivateFiles;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.springframework.stereotype.Component;

/**
 * What shows local systems who we are, as the files of every {@code auth} hold it now. Files that are replaced are taken without a
 * restart, all or none; one that is broken is an alarm, and what was shown before goes on.
 */
@Component
public final class ShownSecrets implements PrepareServices {

    private static final String SUBJECT = "delivery.auth";

    private final DeliveryAddresses addresses;
    private final Ground ground;
    private final Secrets nothing;
    private final Replaceable<Known> known;

    /** @param servers whom which server is shown; others are shown nobody */
    private record Known(Map<Authentication, Secrets> secrets, Map<Server, Secrets> servers) {}

    ShownSecrets(
            DeliveryAddresses addresses,
            Tenants tenants,
            DeliveryProperties delivery,
            RetryProperties retry,
            AttemptTimes times,
            Clock clock,
            SettingsFile settings,
            WatchFiles watch,
            Tracing tracing) {
        this.addresses = addresses;
        ground = new Ground(Certificates.read(delivery.roots()), delivery, retry, times, clock, tracing);
        nothing = new Secrets(Authentication.NONE, ground);
        known = new Replaceable<>(new Known(Map.of(), Map.of()));
        known.set(known(tenants.all()));
        watch.watch(SUBJECT, this::files, () -> takeFiles(settings));
    }

    private Collection<Path> files() {
        return known.get().secrets().keySet().stream()
                .flatMap(one -> one.files().stream())
                .toList();
    }

    private void takeFiles(SettingsFile settings) {
        Map<Secrets, Content> next = new HashMap<>();
        known.get().secrets().forEach((authentication, secrets) -> {
            if (!settings.isKnown("readable-key")) {
                authentication.secretFiles().forEach(PrivateFiles::refuseReadByOthers);
            }
            next.put(secrets, secrets.read());
        });
        next.forEach(Secrets::take);
    }

    @Override
    public Runnable prepare(List<Tenant> next) {
        Known prepared = known(next);
        return () -> known.set(prepared);
    }

    /** A secret that is in use already stays in use, with its token. */
    private Known known(List<Tenant> services) {
        Map<Authentication, Secrets> secrets = new HashMap<>();
        Map<Server, Destination> servers = new LinkedHashMap<>();
        for (Destination destination : addresses.all(services)) {
            secrets.computeIfAbsent(destination.authentication(), this::secrets);
            URI url = destination.url();
            if (url != null) {
                Destination other = servers.putIfAbsent(Server.of(url), destination);
                if (other != null) {
                    refuseTwoCertificates(Server.of(url), destination, other);
                }
            }
        }
        Map<Server, Secrets> shown = new HashMap<>();
        servers.forEach((server, destination) ->
                shown.put(server, secrets.getOrDefault(destination.authentication(), nothing)));
        return new Known(secrets, shown);
    }

    private Secrets secrets(Authentication authentication) {
        if (authentication.isNone()) {
            return nothing;
        }
        return Optional.ofNullable(known.get().secrets().get(authentication))
                .orElseGet(() -> new Secrets(authentication, ground));
    }

    /** A connection is made to a server, not to a path of it, and may be kept. */
    private static void refuseTwoCertificates(Server server, Destination one, Destination other) {
        Authentication shown = one.authentication();
        if (!shown.presentsTheSameAs(other.authentication())) {
            throw new IllegalArgumentException("The " + other.setting() + " and the " + one.setting()
                    + " go to the same server, " + server + ", and differ in auth.certificate: name the same one for"
                    + " both, or give the server two names");
        }
    }

    Secrets of(Authentication authentication) {
        return Optional.ofNullable(known.get().secrets().get(authentication))
                .orElseThrow(() -> new TryAgain("the settings of the service have just changed"));
    }

    /** The fetched tokens that are held now, by where they are fetched; nothing is asked for. */
    public Map<OAuth2, AccessToken> heldTokens() {
        Map<OAuth2, AccessToken> held = new HashMap<>();
        known.get().secrets().forEach((authentication, secrets) -> Optional.ofNullable(authentication.oauth2())
                .ifPresent(endpoint -> secrets.heldToken().ifPresent(token -> held.put(endpoint, token))));
        return held;
    }

    /** Our certificates that local systems are shown, leaf first. */
    public List<List<X509Certificate>> presented() {
        return known.get().secrets().values().stream()
                .map(Secrets::presented)
                .filter(chain -> !chain.isEmpty())
                .toList();
    }

    /** How a connection to that server is secured, and what it shows. */
    SSLContext tls(Server server) {
        return known.get().servers().getOrDefault(server, nothing).tls();
    }
}
