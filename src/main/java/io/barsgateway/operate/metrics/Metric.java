package io.barsgateway.operate.metrics;

import java.util.List;

/** What is read at the moment when a monitor asks: name, meaning and labels. A name that ends with _total is a counter, any other a gauge. */
enum Metric {
    READY("bars_ready", "1 while messages can be taken in, as GET /health/ready says"),
    STORE_UP("bars_store_up", "1 while PostgreSQL answers"),
    WORK("bars_work", "Messages that are held and not done, by what they wait for", "kind", "service", "state"),
    WORK_OLDEST("bars_work_oldest_seconds", "How long ago the oldest of them was held", "kind", "service", "state"),
    BREAKER_OPEN(
            "bars_breaker_open",
            "1 while a neighbour has one attempt at a time, since it failed",
            "kind",
            "service",
            "target"),
    FAILURES("bars_failures_in_a_row", "Attempts that failed since one went well", "kind", "service", "target"),
    RUNNING("bars_attempts_running", "Attempts under way, each with a lease", "kind", "service", "target"),
    TOKEN_AGE("bars_token_age_seconds", "How long ago the access token that is held was given", "endpoint", "client"),
    TOKEN_LEFT(
            "bars_token_left_seconds",
            "How long the access token that is held is good; negative where it has ended",
            "endpoint",
            "client"),
    CERTIFICATE_END(
            "bars_certificate_end_timestamp_seconds", "When a certificate in use ends", "use", "subject", "sha256"),
    LIST_NEXT(
            "bars_revocation_list_next_timestamp_seconds",
            "When the next revocation list of a CA is promised, the earliest of its partitions",
            "issuer"),
    ALARMS("bars_alarms", "Alarms that stand, by the first word of what they are about", "alarm", "taken"),
    AUDIT_UP_TO_DATE(
            "bars_audit_written_timestamp_seconds", "When all audit events so far were last written and sealed"),
    AUDIT_WAITING("bars_audit_waiting", "Audit events that are not written yet"),
    AUDIT_LOST("bars_audit_lost_total", "Audit events that were dropped while the store was away"),
    SPANS_DROPPED("bars_spans_dropped_total", "Spans that the collector of bars.tracing.endpoint never got"),
    REFUSED("bars_refused_callers_total", "Callers that were turned away", "stage", "rule"),
    CONNECTIONS("bars_listener_connections", "Connections that are open", "listener"),
    REQUESTS("bars_listener_requests", "Requests that a worker has, and that wait for one", "listener", "state"),
    DOCUMENTS("bars_documents_bytes", "Memory that the documents being worked at have taken");

    private static final String COUNTER = "_total";

    private final String exported;
    private final String help;
    private final List<String> labels;

    Metric(String exported, String help, String... labels) {
        this.exported = exported;
        this.help = help;
        this.labels = List.of(labels);
    }

    boolean isCounter() {
        return exported.endsWith(COUNTER);
    }

    /** As the library has it: without what it adds to the name of a counter. */
    String stem() {
        return isCounter() ? exported.substring(0, exported.length() - COUNTER.length()) : exported;
    }

    String help() {
        return help;
    }

    List<String> labels() {
        return labels;
    }
}
