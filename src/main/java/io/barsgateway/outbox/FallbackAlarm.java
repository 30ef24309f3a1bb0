package io.barsgateway.outbox;

import io.barsgateway.audit.watch.Alarms;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The alarm about originals that went elsewhere since no view could be made; read from the store, so that it outlives a restart. */
@Component
final class FallbackAlarm {

    private static final String FALLBACK = "fallback";

    private final JdbcClient jdbc;
    private final Lanes lanes;
    private final Alarms alarms;

    FallbackAlarm(JdbcClient jdbc, Lanes lanes, Alarms alarms) {
        this.jdbc = jdbc;
        this.lanes = lanes;
        this.alarms = alarms;
    }

    /** One lane that has some. */
    private record Some(String kind, String lane, long pieces, String reason) {}

    /** Raises each, changes its words, or ends it. */
    void refresh() {
        say(
                FALLBACK,
                "sent as originals to delivery.fallback within a day, for no view could be made",
                jdbc.sql("""
                                SELECT kind, service AS lane, count(*) AS pieces, (array_agg(reason ORDER BY changed_at DESC))[1] AS reason
                                  FROM work WHERE fallback AND changed_at > now() - interval '1 day'
                                 GROUP BY kind, service ORDER BY kind, service""").query(Some.class).list());
    }

    private void say(String subject, String what, List<Some> found) {
        if (found.isEmpty()) {
            alarms.end(subject);
            return;
        }
        Set<String> where = new TreeSet<>();
        found.forEach(some ->
                where.add(some.pieces() + " " + lanes.of(some.kind()).named(some.lane()) + " (" + some.reason() + ")"));
        alarms.raise(subject, what + ": " + String.join("; ", where));
    }
}
