package io.barsgateway.cases.timeline;

import io.barsgateway.audit.EventsOfCase.Event;
import io.barsgateway.cases.timeline.Moment.Kind;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A row of the audit as a moment of its case: what happened, in words for a person. */
final class EventMoment {

    private static final Pattern MESSAGE = Pattern.compile("message=([0-9a-f-]{36})");

    /** Kinds of event that are about an attempt. */
    private static final Set<String> OUTBOX = Set.of("delivery", "sending");

    private EventMoment() {}

    /** What the messages themselves do not say already. */
    static boolean isNews(Event event) {
        return !(event.what().equals("request") && event.outcome().matches("accepted|held"))
                && !(event.what().equals("response") && event.outcome().equals("held"));
    }

    /** Whether it is about work: a delivery, or a sending. */
    static boolean isOfWork(Event event) {
        return OUTBOX.contains(event.what());
    }

    /** As it is told. */
    static Moment of(Event event) {
        String by = event.caller().equals("gateway") ? "" : event.caller();
        return new Moment(event.at(), kind(event), words(event), messageOf(event), event.requestId(), by);
    }

    /** The id of the message that it is about; empty where it says none. */
    static String messageOf(Event event) {
        Matcher message = MESSAGE.matcher(event.detail());
        return message.find() ? message.group(1) : "";
    }

    private static Kind kind(Event event) {
        return switch (event.what()) {
            case "delivery", "sending" ->
                switch (event.outcome()) {
                    case "done" -> event.what().equals("delivery") ? Kind.DELIVERED : Kind.SENT;
                    case "postponed", "fallback" -> Kind.POSTPONED;
                    case "set aside" -> Kind.SET_ASIDE;
                    default -> Kind.PERSON;
                };
            case "request" -> Kind.REFUSED;
            case "answer" -> Kind.ANSWERED;
            case "read" -> Kind.READ;
            case "operator" -> Kind.PERSON;
            default -> Kind.OTHER;
        };
    }

    private static String words(Event event) {
        String detail = MESSAGE.matcher(event.detail()).replaceAll("").strip();
        return switch (event.what()) {
            case "delivery", "sending" -> outbox(event, detail);
            case "request" -> "A request was " + event.outcome() + ": " + event.rule();
            case "answer" ->
                event.outcome().equals("heard")
                        ? "Its caller heard " + event.rule()
                        : "Its caller did not hear the answer " + event.rule();
            case "read" -> "Read: " + (event.rule() + " " + detail).strip();
            default -> (event.what() + " " + event.outcome() + " " + event.rule() + " " + detail).strip();
        };
    }

    private static String outbox(Event event, String detail) {
        String whither = event.what().equals("delivery") ? "delivery to the local system" : "sending";
        return event.rule() + ": "
                + switch (event.outcome()) {
                    case "done" -> event.what().equals("delivery") ? "delivered to the local system" : "sent";
                    case "postponed" -> whither + " failed, another attempt follows";
                    case "set aside" -> whither + " set aside until a person decides";
                    case "fallback" -> "its original goes to delivery.fallback";
                    case "retried" -> "to be tried again at once";
                    case "taken" -> "taken";
                    case "handled" -> "handled in another way, not tried again";
                    default -> event.outcome();
                }
                + (detail.isEmpty() ? "" : " (" + detail + ")");
    }
}
