package io.barsgateway.cases.diary;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.receive.service.Tenant;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The booked slots of a service that are not over. */
@Component
final class BookedSlots {

    private final JdbcClient jdbc;
    private final Clock clock;

    BookedSlots(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** In the transaction that is open; until it ends no slot of the service is booked or given back. */
    List<BookedSlot> of(Tenant tenant) {
        String service = tenant.id().toString();
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.sql("SELECT id FROM slot WHERE service = ? AND end_at > ? ORDER BY id FOR UPDATE")
                .params(service, now)
                .query(String.class)
                .list();
        return jdbc.sql("""
                        SELECT s.id, s.start_at, s.end_at, s.schedule_id, c.resource, c.actors
                          FROM slot s JOIN schedule c ON c.service = s.service AND c.id = s.schedule_id
                         WHERE s.service = ? AND s.end_at > ? AND s.booked_by IS NOT NULL ORDER BY s.start_at, s.id""")
                .params(service, now)
                .query((row, number) -> new BookedSlot(
                        row.getString("id"),
                        row.getTimestamp("start_at").toInstant(),
                        row.getTimestamp("end_at").toInstant(),
                        new DiarySchedule(
                                row.getString("schedule_id"),
                                (ObjectNode) FhirJson.read(row.getBytes("resource")),
                                Diary.objects(FhirJson.read(row.getBytes("actors"))))))
                .list();
    }
}
