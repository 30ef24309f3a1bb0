package io.barsgateway.send.partner;

import io.barsgateway.fhir.ServiceId;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** What targets said of themselves, for 24 hours at most (guide, Caching), or until it is cleared. */
@Component
public final class KnownTargets {

    private final Map<String, Target> known = new ConcurrentHashMap<>();
    private final Duration keep;
    private final Clock clock;

    KnownTargets(PartnerProperties properties, Clock clock) {
        this.keep = properties.remember();
        this.clock = clock;
    }

    Optional<Target> of(ServiceId service) {
        return Optional.ofNullable(known.get(service.toString()))
                .filter(target -> clock.instant().isBefore(target.learnedAt().plus(keep)));
    }

    void remember(ServiceId service, Target target) {
        known.put(service.toString(), target);
    }

    /** Forgets all of them; says how many. */
    public int clear() {
        int size = known.size();
        known.clear();
        return size;
    }
}
