package io.barsgateway.trust.revocation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.barsgateway.audit.watch.Alarms;
import io.barsgateway.audit.watch.Replaceable;
import io.barsgateway.trust.chain.CallerChains;
import io.barsgateway.trust.chain.PkiProperties;
import io.barsgateway.trust.chain.PkiProperties.Policy;
import io.barsgateway.trust.chain.Refusal;
import io.barsgateway.trust.keys.Certificates;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the OCSP responder has said of callers, asked again when an answer has run out. Where none is configured, nothing. */
@Component
public final class OcspAnswers {

    private static final String SUBJECT = "bars.pki.ocsp-url";
    private static final int MOST = 1000;
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final @Nullable AskOcsp responder;
    private final CallerChains chains;
    private final Alarms alarms;
    private final Clock clock;
    /** Until then nobody waits for a responder that has just not answered. */
    private final Replaceable<Instant> silence = new Replaceable<>(Instant.EPOCH);

    private final Cache<String, AskOcsp.Status> known =
            Caffeine.newBuilder().maximumSize(MOST).build();
    /** Those about whom the responder has just said nothing that counts: they keep nobody else from being asked about. */
    private final Cache<String, Unusable> unusable =
            Caffeine.newBuilder().maximumSize(MOST).build();

    private record Unusable(String why, Instant until) {}

    public OcspAnswers(PkiProperties pki, CallerChains chains, Alarms alarms, Clock clock) {
        this.responder = pki.ocspUrl() == null ? null : new AskOcsp(pki.ocspUrl(), pki.ocspTimeout(), clock);
        this.chains = chains;
        this.alarms = alarms;
        this.clock = clock;
    }

    /** What an answer that is still good says, without asking. */
    public Optional<Refusal> known(List<X509Certificate> path) {
        AskOcsp.Status status = path.size() < 2 ? null : known.getIfPresent(Certificates.thumbprint(path.get(0)));
        return status != null && status.revoked() && clock.instant().isBefore(status.until())
                ? Optional.of(revoked(path.get(0)))
                : Optional.empty();
    }

    /** Asks where nothing good is known; takes as long as the responder does, so never in a handshake. */
    public Optional<Refusal> objection(List<X509Certificate> path) {
        if (responder == null || path.size() < 2) {
            return Optional.empty();
        }
        X509Certificate leaf = path.get(0);
        AskOcsp.Status status = known.getIfPresent(Certificates.thumbprint(leaf));
        if (status == null || clock.instant().isAfter(status.until())) {
            return ask(responder, leaf, path.get(1));
        }
        return judged(status, leaf);
    }

    private Optional<Refusal> ask(AskOcsp responder, X509Certificate leaf, X509Certificate issuer) {
        String thumbprint = Certificates.thumbprint(leaf);
        if (clock.instant().isBefore(silence.get())) {
            return unanswered(issuer, "the responder did not answer a moment ago");
        }
        Unusable last = unusable.getIfPresent(thumbprint);
        if (last != null && clock.instant().isBefore(last.until())) {
            return unanswered(issuer, last.why());
        }
        try {
            AskOcsp.Status status = responder.ask(leaf, issuer);
            known.put(thumbprint, status);
            alarms.end(SUBJECT);
            return judged(status, leaf);
        } catch (AskOcsp.NoAnswer e) {
            silence.set(clock.instant().plus(PAUSE));
            return unanswered(issuer, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            String why = String.valueOf(e.getMessage());
            unusable.put(thumbprint, new Unusable(why, clock.instant().plus(PAUSE)));
            return unanswered(issuer, why);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unanswered(issuer, "stopped while asking");
        }
    }

    private static Optional<Refusal> judged(AskOcsp.Status status, X509Certificate leaf) {
        return status.revoked() ? Optional.of(revoked(leaf)) : Optional.empty();
    }

    private Optional<Refusal> unanswered(X509Certificate issuer, String why) {
        alarms.raise(SUBJECT, why);
        return chains.authorities().revocation().policyFor(issuer) == Policy.REQUIRE
                ? Optional.of(new Refusal("revocation", "bars.pki.revocation is require and " + why))
                : Optional.empty();
    }

    private static Refusal revoked(X509Certificate leaf) {
        return Refusal.of("revocation", leaf, "revoked by its CA (OCSP)");
    }
}
