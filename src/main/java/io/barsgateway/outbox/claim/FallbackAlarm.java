package io.barsgateway.outbox.claim;

import io.barsgateway.audit.watch.Alarms;
import io.barsgateway.outbox.WorkKind;
import io.barsgateway.outbox.lane.Lanes;
import java.util.List;
import java.util.stream.Collectors;
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

    /** One service that has some. */
    private record Some(String service, long pieces) {}

    /** Raises it, changes its words, or ends it. */
    void refresh() {
        List<Some> found =
                jdbc.sql("""
                        SELECT service, count(*) AS pieces FROM work
                         WHERE kind = ? AND fallback AND changed_at > now() - interval '1 day'
                         GROUP BY service ORDER BY service""").param(WorkKind.DELIVER.column()).query(Some.class).list();
        if (found.isEmpty()) {
            alarms.end(FALLBACK);
            return;
        }
        alarms.raise(
                FALLBACK,
                "within a day these went to delivery.fallback as originals, because their view or mapping could not be made: "
                        + found.stream()
                                .map(some -> some.pieces() + " "
                                        + lanes.of(WorkKind.DELIVER).named(some.service()))
                                .collect(Collectors.joining("; ")));
    }
}
