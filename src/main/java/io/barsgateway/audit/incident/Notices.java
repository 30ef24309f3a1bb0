package io.barsgateway.audit.incident;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.audit.incident.Notice.Step;
import io.barsgateway.audit.watch.Alarms;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What is still to be told, in order for each address. An address that does not take one is tried again, later each time, and
 * holds up no other. Kept in memory: what a restart loses is told again with the next repeat.
 */
@Component
public final class Notices {

    private static final int MOST = 500;
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int MOST_DOUBLINGS = 9;

    private final Map<URI, Deque<Notice>> waiting = new LinkedHashMap<>();
    private final Map<URI, Rest> resting = new HashMap<>();
    private final AlarmsProperties properties;
    private final Alarms alarms;
    private final Clock clock;

    /** Of an address that did not take a notice; why it did not at first. */
    private record Rest(int failures, String reason, Instant until) {}

    Notices(AlarmsProperties properties, Alarms alarms, Clock clock) {
        this.properties = properties;
        this.alarms = alarms;
        this.clock = clock;
    }

    /** Whether there is a second address. */
    boolean escalates() {
        return properties.escalateTo() != null;
    }

    /** Tells it on, to the addresses that are to hear of it. */
    synchronized void add(Step step, Incident incident) {
        if (step != Step.ESCALATED) {
            add(properties.webhook(), step, incident);
        }
        if (incident.escalated() != null) {
            add(properties.escalateTo(), step, incident);
        }
    }

    private void add(@Nullable URI url, Step step, Incident incident) {
        if (url == null) {
            return;
        }
        Deque<Notice> queue = waiting.computeIfAbsent(url, address -> new ArrayDeque<>());
        boolean saysNothingNew = step == Step.REPEATED
                && queue.stream().anyMatch(notice -> notice.incident().id().equals(incident.id()));
        if (saysNothingNew) {
            return;
        }
        if (queue.size() >= MOST) {
            queue.removeFirst();
        }
        queue.add(new Notice(url, "", step, incident, body(step, incident)));
    }

    /** The next one that an address may be tried with. */
    synchronized Optional<Notice> next() {
        Instant now = clock.instant();
        return waiting.entrySet().stream()
                .filter(queue -> !queue.getValue().isEmpty())
                .filter(queue -> !resting.containsKey(queue.getKey())
                        || !resting.get(queue.getKey()).until().isAfter(now))
                .map(queue -> queue.getValue().getFirst())
                .findFirst()
                .map(notice -> notice.under(token(notice.url())));
    }

    /** Its address has taken it. */
    synchronized void took(Notice notice) {
        waiting.getOrDefault(notice.url(), new ArrayDeque<>())
                .removeIf(told -> told.body().equals(notice.body()));
        resting.remove(notice.url());
        alarms.end(subject(notice.url()));
    }

    /** Its address did not take it. */
    synchronized void failed(Notice notice, String reason) {
        Rest before = resting.getOrDefault(notice.url(), new Rest(0, reason, Instant.EPOCH));
        long wait = Math.min(FIRST.toMillis() << Math.min(before.failures(), MOST_DOUBLINGS), LONGEST.toMillis());
        resting.put(
                notice.url(),
                new Rest(before.failures() + 1, before.reason(), clock.instant().plusMillis(wait)));
        alarms.raise(
                subject(notice.url()),
                "this address does not take notices of alarms, and the gateway posts them again: " + before.reason());
    }

    private String subject(URI url) {
        return url.equals(properties.webhook()) ? "bars.alarms.webhook" : "bars.alarms.escalate-to";
    }

    /** Read each time, so that a token that is replaced is used at once; without it the address will say that it wants one. */
    private String token(URI url) {
        Path file = url.equals(properties.webhook()) ? properties.tokenFile() : properties.escalateTokenFile();
        try {
            return file == null
                    ? ""
                    : Files.readString(file).lines().findFirst().orElse("").strip();
        } catch (IOException e) {
            return "";
        }
    }

    private static String body(Step step, Incident incident) {
        ObjectNode body = json(incident);
        body.put("step", step.name().toLowerCase(Locale.ROOT));
        return body.toString();
    }

    /** An incident as commands and addresses see it. */
    public static ObjectNode json(Incident incident) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("id", incident.id().toString())
                .put("subject", incident.subject())
                .put("words", incident.words())
                .put("began", incident.began().toString())
                .put("seen", incident.seen().toString())
                .put("count", incident.count())
                .put("owner", incident.owner());
        if (incident.ended() != null) {
            body.put("ended", incident.ended().toString());
        }
        return body;
    }
}
