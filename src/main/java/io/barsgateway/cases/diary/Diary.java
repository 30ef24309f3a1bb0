package io.barsgateway.cases.diary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.receive.service.ServicesProperties.Slots;
import io.barsgateway.receive.service.Tenant;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** The diary in the store. A slot has one holder at most: the first commit has it, whoever asks at the same moment does not. */
@Component
public final class Diary {

    /** The origin of every slot out of files, whatever their paths are. */
    private static final String FILES = "files";

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final GenerateSlots generated;
    private final BookedSlots booked;
    private final Clock clock;

    Diary(
            JdbcClient jdbc,
            TransactionOperations transactions,
            GenerateSlots generated,
            BookedSlots booked,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.generated = generated;
        this.booked = booked;
        this.clock = clock;
    }

    /** What a service offers that begins in that time, earliest first; in the past it offers nothing. */
    public List<DiarySlot> slots(Tenant tenant, Instant from, Instant to) {
        refresh(tenant);
        Instant now = clock.instant();
        return jdbc.sql("""
                        SELECT id, schedule_id, start_at, end_at, free AND booked_by IS NULL AS free, resource FROM slot
                         WHERE service = ? AND start_at >= ? AND start_at <= ? ORDER BY start_at, id""")
                .params(tenant.id().toString(), Timestamp.from(from.isBefore(now) ? now : from), Timestamp.from(to))
                .query(Diary::slot)
                .list();
    }

    /** A schedule with what it points at. */
    public Optional<DiarySchedule> schedule(Tenant tenant, String id) {
        return jdbc.sql("SELECT id, resource, actors FROM schedule WHERE service = ? AND id = ?")
                .params(tenant.id().toString(), id)
                .query((row, number) -> new DiarySchedule(
                        row.getString("id"),
                        (ObjectNode) FhirJson.read(row.getBytes("resource")),
                        objects(FhirJson.read(row.getBytes("actors")))))
                .optional();
    }

    /** The slot of that id as it was last offered, whether it is free or not; empty where the service has none such. */
    public Optional<DiarySlot> slot(Tenant tenant, String id) {
        return jdbc.sql("""
                        SELECT id, schedule_id, start_at, end_at, free AND booked_by IS NULL AS free, resource FROM slot
                         WHERE service = ? AND id = ?""")
                .params(tenant.id().toString(), id)
                .query(Diary::slot)
                .optional();
    }

    /** Gives a slot to a case; false where another has it. */
    boolean book(Tenant tenant, String slotId, UUID caseId) {
        return jdbc.sql("UPDATE slot SET booked_by = ? WHERE service = ? AND id = ? AND free AND booked_by IS NULL")
                        .params(caseId, tenant.id().toString(), slotId)
                        .update()
                == 1;
    }

    /** Gives back whatever slot a case has. */
    public void release(UUID caseId) {
        jdbc.sql("UPDATE slot SET booked_by = NULL WHERE booked_by = ?")
                .param(caseId)
                .update();
    }

    /** What came of a source. */
    enum Taken {
        /** It holds from now on. */
        NOW,
        /** It held already. */
        BEFORE,
        /** It held once and has been replaced since, so it was left: a gateway with old files takes nothing back. */
        EARLIER
    }

    /** By service, the SHA-256 of the source that holds; a service that was never read is not among them. */
    Map<String, String> readings() {
        Map<String, String> readings = new HashMap<>();
        jdbc.sql("SELECT service, sha256 FROM diary_reading WHERE replaced_at IS NULL")
                .query(row -> {
                    readings.put(row.getString("service"), row.getString("sha256"));
                });
        return readings;
    }

    /**
     * Takes a source, unless it is one that was replaced before.
     *
     * @param holding the SHA-256 of the one that holds
     * @param edited whether it was changed on this gateway: then it holds, though it is an earlier one
     */
    Taken take(DiarySource source, DiaryFile content, @Nullable String holding, boolean edited) {
        if (source.sha256().equals(holding)) {
            return Taken.BEFORE;
        }
        return Objects.requireNonNull(transactions.execute(transaction -> {
            // One gateway after the other: what holds is what was taken last
            jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))")
                    .param("diary of " + source.service())
                    .query((row, number) -> number)
                    .single();
            List<String> taken = taken(source.service());
            if (!taken.isEmpty() && taken.get(0).equals(source.sha256())) {
                return Taken.BEFORE;
            }
            if (!edited && taken.contains(source.sha256())) {
                return Taken.EARLIER;
            }
            switch (source.kind()) {
                case NONE -> retire(source.tenant(), List.of());
                case GENERATED -> retire(source.tenant(), List.of(GenerateSlots.ORIGIN));
                case DIARY -> {
                    replace(source.tenant(), FILES, KeepBooked.in(content, booked.of(source.tenant())));
                    retire(source.tenant(), List.of(FILES));
                }
            }
            remember(source);
            return Taken.NOW;
        }));
    }

    /** Of services that never had slots: what says that they have none is one to come back to, or not. */
    void noteNone(List<DiarySource> sources) {
        jdbc.sql("""
                        INSERT INTO diary_reading (service, sha256, taken_at)
                        SELECT service, sha256, clock_timestamp() FROM unnest(?::text[], ?::text[]) AS without (service, sha256)
                         WHERE NOT EXISTS (SELECT FROM diary_reading r WHERE r.service = without.service)
                        ON CONFLICT DO NOTHING""")
                .params(
                        sources.stream().map(DiarySource::service).toArray(String[]::new),
                        sources.stream().map(DiarySource::sha256).toArray(String[]::new))
                .update();
    }

    /** Every content that the service has had, the one that holds first. */
    private List<String> taken(String service) {
        return jdbc.sql("SELECT sha256 FROM diary_reading WHERE service = ? ORDER BY replaced_at DESC NULLS FIRST")
                .param(service)
                .query(String.class)
                .list();
    }

    /** What was replaced is remembered for longer than the old gateways of an upgrade run on. */
    private void remember(DiarySource source) {
        jdbc.sql("UPDATE diary_reading SET replaced_at = clock_timestamp() WHERE service = ? AND replaced_at IS NULL")
                .param(source.service())
                .update();
        jdbc.sql("DELETE FROM diary_reading WHERE service = ? AND replaced_at < clock_timestamp() - interval '90 days'")
                .param(source.service())
                .update();
        jdbc.sql("""
                        INSERT INTO diary_reading (service, sha256, taken_at) VALUES (?, ?, clock_timestamp())
                        ON CONFLICT (service, sha256) DO UPDATE SET taken_at = EXCLUDED.taken_at, replaced_at = NULL""").params(source.service(), source.sha256()).update();
    }

    /** Replaces what a source said before; what is booked stays booked at its time, and stays until it is over. */
    private void replace(Tenant tenant, String origin, DiaryFile file) {
        String service = tenant.id().toString();
        transactions.executeWithoutResult(transaction -> {
            for (DiarySchedule schedule : file.schedules()) {
                ArrayNode actors = JsonNodeFactory.instance.arrayNode();
                schedule.actors().forEach(actors::add);
                jdbc.sql("""
                                INSERT INTO schedule (service, id, origin, resource, actors) VALUES (?, ?, ?, ?, ?)
                                ON CONFLICT (service, id) DO UPDATE SET resource = EXCLUDED.resource,
                                    actors = EXCLUDED.actors, origin = EXCLUDED.origin""")
                        .params(
                                service,
                                schedule.id(),
                                origin,
                                FhirJson.write(schedule.resource()),
                                FhirJson.write(actors))
                        .update();
            }
            String[] ids = file.slots().stream().map(DiarySlot::id).toArray(String[]::new);
            jdbc.sql("""
                            DELETE FROM slot WHERE service = ? AND origin = ? AND booked_by IS NULL AND NOT (id = ANY (?))""").params(service, origin, ids).update();
            // A generated slot never changes, and there are hundreds of them
            Set<String> kept = origin.equals(GenerateSlots.ORIGIN) ? idsOf(service, origin) : Set.of();
            // What is booked stays so, and is not offered again once its booking is cancelled
            jdbc.sql("UPDATE slot SET free = false WHERE service = ? AND origin = ? AND NOT (id = ANY (?))")
                    .params(service, origin, ids)
                    .update();
            for (DiarySlot slot : file.slots()) {
                if (kept.contains(slot.id())) {
                    continue;
                }
                jdbc.sql("""
                                INSERT INTO slot (id, service, schedule_id, origin, start_at, end_at, free, resource)
                                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                                ON CONFLICT (id) DO UPDATE SET free = EXCLUDED.free, start_at = EXCLUDED.start_at,
                                    end_at = EXCLUDED.end_at, resource = EXCLUDED.resource,
                                    schedule_id = EXCLUDED.schedule_id, origin = EXCLUDED.origin
                                  WHERE slot.service = EXCLUDED.service
                                    AND (slot.booked_by IS NULL
                                         OR (slot.start_at = EXCLUDED.start_at AND slot.end_at = EXCLUDED.end_at))""")
                        .params(
                                slot.id(),
                                service,
                                slot.scheduleId(),
                                origin,
                                Timestamp.from(slot.start()),
                                Timestamp.from(slot.end()),
                                slot.free(),
                                FhirJson.write(slot.resource()))
                        .update();
            }
        });
    }

    private Set<String> idsOf(String service, String origin) {
        return new HashSet<>(jdbc.sql("SELECT id FROM slot WHERE service = ? AND origin = ?")
                .params(service, origin)
                .query(String.class)
                .list());
    }

    /** Takes back what sources offered that are sources no more; what is booked stays booked. */
    private void retire(Tenant tenant, List<String> origins) {
        String[] kept = origins.toArray(String[]::new);
        jdbc.sql("DELETE FROM slot WHERE service = ? AND booked_by IS NULL AND NOT (origin = ANY (?))")
                .params(tenant.id().toString(), kept)
                .update();
        jdbc.sql("UPDATE slot SET free = false WHERE service = ? AND NOT (origin = ANY (?))")
                .params(tenant.id().toString(), kept)
                .update();
    }

    /** A demonstration diary rolls on as it is looked at. */
    private void refresh(Tenant tenant) {
        if (tenant.declared().slots() == Slots.GENERATED && generated.isDue(tenant)) {
            replace(tenant, GenerateSlots.ORIGIN, generated.of(tenant));
            generated.markDone(tenant);
        }
    }

    private static DiarySlot slot(ResultSet row, int number) throws SQLException {
        boolean free = row.getBoolean("free");
        ObjectNode resource = (ObjectNode) FhirJson.read(row.getBytes("resource"));
        resource.put("status", free ? "free" : "busy");
        return new DiarySlot(
                row.getString("id"),
                row.getString("schedule_id"),
                row.getTimestamp("start_at").toInstant(),
                row.getTimestamp("end_at").toInstant(),
                free,
                resource);
    }

    static List<ObjectNode> objects(JsonNode list) {
        List<ObjectNode> objects = new ArrayList<>();
        list.forEach(item -> objects.add((ObjectNode) item));
        return objects;
    }
}
