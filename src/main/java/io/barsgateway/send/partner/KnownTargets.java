package io.barsgateway.send.partner;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.barsgateway.fhir.identity.ServiceId;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** What targets said of themselves, for 24 hours at most (guide, Caching), or until it is cleared. */
@Component
public final class KnownTargets {

    /** Far more than any organisation sends to. */
    private static final int MOST = 10_000;

    private final Cache<String, Target> known;

    KnownTargets(PartnerProperties properties, Clock clock) {
        known = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfter(Expiry.<String, Target>writing((service, target) ->
                        Duration.between(clock.instant(), target.learnedAt().plus(properties.remember()))))
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    Optional<Target> of(ServiceId service) {
        return Optional.ofNullable(known.getIfPresent(service.toString()));
    }

    void remember(ServiceId service, Target target) {
        known.put(service.toString(), target);
    }

    /** Forgets all of them; says how many. */
    public int clear() {
        known.cleanUp();
        int size = known.asMap().size();
        known.invalidateAll();
        return size;
    }
}
