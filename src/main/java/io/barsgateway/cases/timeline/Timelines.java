package io.barsgateway.cases.timeline;

import io.barsgateway.audit.EventsOfCase;
import io.barsgateway.audit.EventsOfCase.Event;
import io.barsgateway.cases.timeline.Moment.Kind;
import io.barsgateway.message.Meaning;
import io.barsgateway.outbox.WorkKind;
import io.barsgateway.outbox.WorkStatus;
import io.barsgateway.outbox.content.Direction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells what happened to a case, oldest first: its messages, and what the audit says of them. */
@Component
public final class Timelines {

    private final JdbcClient jdbc;
    private final EventsOfCase events;

    Timelines(JdbcClient jdbc, EventsOfCase events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /** A message of the case, and what was to be done with it. */
    private record Held(
            UUID id,
            boolean came,
            Meaning meaning,
            String requestId,
            String bundleId,
            String caller,
            Instant heldAt,
            @Nullable WorkKind kind,
            @Nullable WorkStatus status,
            int attempts,
            @Nullable Instant changedAt,
            @Nullable Instant unclaimedSince) {}

    /** Of one case. */
    public List<Moment> of(FoundCase found) {
        List<Held> messages = messages(found.id());
        List<Moment> moments = new ArrayList<>();
        messages.forEach(message -> moments.add(came(message)));
        List<Event> told = events.of(
                found.reference(),
                messages.stream().map(Held::requestId).distinct().toList());
        told.stream().filter(EventMoment::isNews).map(EventMoment::of).forEach(moments::add);
        Set<String> audited = told.stream()
                .filter(EventMoment::isOfWork)
                .map(EventMoment::messageOf)
                .collect(Collectors.toSet());
        for (Held message : messages) {
            // Held by an earlier version, whose audit did not tell
            if (message.status() == WorkStatus.DONE
                    && !audited.contains(message.id().toString())) {
                moments.add(settled(message));
            }
            if (message.unclaimedSince() != null) {
                moments.add(new Moment(
                        message.unclaimedSince(),
                        Kind.UNCLAIMED,
                        "Decided too late to be answered in time; its Sender has not asked again (bars unclaimed)",
                        message.id().toString(),
                        message.requestId(),
                        ""));
            }
        }
        moments.sort(Comparator.comparing(Moment::at));
        return moments;
    }

    private List<Held> messages(UUID caseId) {
        return jdbc.sql("""
                        SELECT m.id, m.direction, m.meaning, m.request_id, m.bundle_id, m.caller, m.held_at, w.kind, w.status,
                               coalesce(w.attempts, 0) AS attempts, w.changed_at, u.since
                          FROM message m LEFT JOIN work w ON w.message_id = m.id LEFT JOIN unclaimed u ON u.message_id = m.id
                         WHERE m.case_id = ? ORDER BY m.held_at, w.id""").param(caseId).query(Timelines::held).list();
    }

    private static Held held(ResultSet row, int number) throws SQLException {
        String kind = row.getString("kind");
        String status = row.getString("status");
        return new Held(
                row.getObject("id", UUID.class),
                Direction.read(row.getString("direction")) == Direction.IN,
                Meaning.valueOf(row.getString("meaning")),
                row.getString("request_id"),
                row.getString("bundle_id"),
                row.getString("caller"),
                row.getTimestamp("held_at").toInstant(),
                kind == null ? null : WorkKind.read(kind),
                status == null ? null : WorkStatus.read(status),
                row.getInt("attempts"),
                instant(row.getTimestamp("changed_at")),
                instant(row.getTimestamp("since")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }

    private static Moment came(Held message) {
        String words;
        if (message.meaning() == Meaning.REFUSED || message.meaning() == Meaning.RELEASED) {
            words = "Our local system is to be told: " + message.meaning();
        } else if (message.came()) {
            words = message.meaning() + " came and was accepted, Bundle " + message.bundleId();
        } else {
            words = message.meaning() + " was composed and held, Bundle " + message.bundleId();
        }
        return new Moment(
                message.heldAt(),
                message.came() && message.meaning() != Meaning.REFUSED ? Kind.CAME : Kind.COMPOSED,
                words,
                message.id().toString(),
                message.requestId(),
                message.caller().equals("gateway") ? "" : message.caller());
    }

    private static Moment settled(Held message) {
        boolean delivery = message.kind() == WorkKind.DELIVER;
        return new Moment(
                message.changedAt() == null ? message.heldAt() : message.changedAt(),
                delivery ? Kind.DELIVERED : Kind.SENT,
                message.meaning() + (delivery ? " delivered" : " sent") + ", attempt " + message.attempts(),
                message.id().toString(),
                message.requestId(),
                "");
    }
}
