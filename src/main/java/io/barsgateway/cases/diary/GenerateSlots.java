package io.barsgateway.cases.diary;

import io.barsgateway.fhir.identity.ServiceId;
import io.barsgateway.receive.service.Tenant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** A demonstration diary that rolls on: a free slot every 15 minutes of the next seven days but 03:00-04:00 in England. */
@Component
final class GenerateSlots {

    static final String ORIGIN = "generated";

    private static final Duration LENGTH = Duration.ofMinutes(15);
    private static final Duration AHEAD = Duration.ofDays(7);
    private static final ZoneId ENGLAND = ZoneId.of("Europe/London");
    private static final int QUIET_HOUR = 3;
    private static final String NAME = "demonstration";

    private final Clock clock;
    private final Map<ServiceId, Instant> done = new ConcurrentHashMap<>();

    GenerateSlots(Clock clock) {
        this.clock = clock;
    }

    /** Whether another quarter of an hour has begun since it was generated last. */
    boolean isDue(Tenant tenant) {
        return !quarter().equals(done.get(tenant.id()));
    }

    void markDone(Tenant tenant) {
        done.put(tenant.id(), quarter());
    }

    DiaryFile of(Tenant tenant) {
        ServiceResources resources = new ServiceResources(tenant, clock.instant());
        DiarySchedule schedule = resources.schedule(NAME, "Demonstration practitioner");
        List<DiarySlot> slots = new ArrayList<>();
        Instant end = quarter().plus(AHEAD);
        for (Instant start = quarter(); !start.isAfter(end); start = start.plus(LENGTH)) {
            if (start.atZone(ENGLAND).getHour() != QUIET_HOUR) {
                slots.add(resources.slot(schedule, NAME, start, LENGTH));
            }
        }
        return new DiaryFile(List.of(schedule), slots);
    }

    private Instant quarter() {
        long seconds = clock.instant().getEpochSecond();
        return Instant.ofEpochSecond(seconds - seconds % LENGTH.toSeconds());
    }
}
