package io.barsgateway.receive.caller;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.barsgateway.audit.watch.Alarms;
import io.barsgateway.trust.keys.Certificates;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Raises a caller whose chain, issuer and address are right and whose name is not known: it may be the proxy under a new one. */
@Component
final class FirstContact {

    private static final String SUBJECT = "caller";
    private static final int MOST = 100;

    private final Alarms alarms;
    private final Clock clock;
    private final Set<String> unknown = ConcurrentHashMap.newKeySet();

    /** By certificate: a kept connection brings the same one with each request, and reading an extension out of it is slow. */
    private final LoadingCache<X509Certificate, Optional<Instant>> keyUsageEnds =
            Caffeine.newBuilder().weakKeys().build(Certificates::keyUsageEnds);

    FirstContact(Alarms alarms, Clock clock) {
        this.clock = clock;
        this.alarms = alarms;
    }

    /** NHS certificates name an end for their key that comes long before their own; it is told, and refused by nobody. */
    void warnOfKeyUsage(X509Certificate leaf) {
        keyUsageEnds
                .get(leaf)
                .filter(end -> clock.instant().isAfter(end))
                .ifPresent(end -> alarms.raise(
                        "caller-key " + Certificates.thumbprint(leaf).substring(0, 16),
                        "the private key of a caller was to be used until " + end + "; its certificate is still valid: "
                                + Certificates.label(leaf)));
    }

    /** A caller of that name is let in: where it was the last unknown one, the alarm about it has done its work. */
    void welcome(String name) {
        if (unknown.remove(name) && unknown.isEmpty()) {
            alarms.end(SUBJECT);
        }
    }

    void raise(X509Certificate leaf) {
        String thumbprint = Certificates.thumbprint(leaf);
        String name = Certificates.names(leaf).stream().findFirst().orElse("");
        if (unknown.size() >= MOST || !unknown.add(name)) {
            // Said before
            return;
        }
        alarms.raise(
                SUBJECT,
                name.isEmpty()
                        ? "a caller with the right chain and address bears no usable name, sha256=" + thumbprint
                        : "a caller with the right chain and address is refused for its name. Where it is the proxy, add \""
                                + name + "\" to bars.caller.names; to let it in meanwhile: bars caller allow "
                                + thumbprint
                                + " --until 24h --reason \"...\"");
    }
}
