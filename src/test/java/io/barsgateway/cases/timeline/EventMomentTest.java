package io.barsgateway.cases.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.audit.EventsOfCase.Event;
import io.barsgateway.cases.timeline.Moment.Kind;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people are told of a row of the audit. */
class EventMomentTest {

    private static final Instant NOON = Instant.parse("2026-03-29T12:00:00Z");
    private static final String MESSAGE = "6f0d6f4e-3c1b-4b0e-9b5a-0d7a3f3c2b11";

    private static Event event(String what, String outcome, String rule, String detail) {
        return new Event(NOON, what, outcome, rule, "gateway", "request-1", detail);
    }

    @ParameterizedTest
    @CsvSource({
        "delivery, done, DELIVERED, NEW_REFERRAL: delivered to the local system",
        "sending, done, SENT, NEW_REFERRAL: sent",
        "delivery, postponed, POSTPONED, 'NEW_REFERRAL: delivery to the local system failed, another attempt follows'",
        "sending, postponed, POSTPONED, 'NEW_REFERRAL: sending failed, another attempt follows'",
        "sending, set aside, SET_ASIDE, NEW_REFERRAL: sending set aside until a person decides",
        "delivery, retried, PERSON, NEW_REFERRAL: to be tried again at once",
        "delivery, taken, PERSON, NEW_REFERRAL: taken",
        "sending, handled, PERSON, 'NEW_REFERRAL: handled in another way, not tried again'"
    })
    void each_attempt_is_told_by_what_came_of_it(String what, String outcome, Kind kind, String words) {
        Moment moment = EventMoment.of(event(what, outcome, "NEW_REFERRAL", ""));

        assertThat(moment.kind()).isEqualTo(kind);
        assertThat(moment.words()).isEqualTo(words);
    }

    /** Nobody has to decide: the original is on its way to the other URL. */
    @Test
    void an_original_that_goes_to_the_fallback_is_not_set_aside() {
        Moment moment = EventMoment.of(event("delivery", "fallback", "NEW_REFERRAL", "reason: no view"));

        assertThat(moment.kind()).isEqualTo(Kind.POSTPONED);
        assertThat(moment.words()).isEqualTo("NEW_REFERRAL: its original goes to delivery.fallback (reason: no view)");
    }

    @Test
    void the_message_is_told_apart_from_the_words() {
        Moment moment = EventMoment.of(
                event("delivery", "postponed", "UPDATE", "message=" + MESSAGE + " attempt=2 reason: it answered 503"));

        assertThat(moment.message()).isEqualTo(MESSAGE);
        assertThat(moment.words()).endsWith("another attempt follows (attempt=2 reason: it answered 503)");
        assertThat(moment.at()).isEqualTo(NOON);
        assertThat(moment.requestId()).isEqualTo("request-1");
    }

    @Test
    void what_names_no_message_is_about_none() {
        assertThat(EventMoment.of(event("operator", "allowed", "find", "message=none"))
                        .message())
                .isEmpty();
    }

    @Test
    void the_gateway_itself_is_nobody_and_anyone_else_is_named() {
        Event byAnna = new Event(NOON, "delivery", "taken", "UPDATE", "anna", "", "");

        assertThat(EventMoment.of(event("delivery", "done", "UPDATE", "")).by()).isEmpty();
        assertThat(EventMoment.of(byAnna).by()).isEqualTo("anna");
    }

    @ParameterizedTest
    @CsvSource({
        "request, refused, 404 not-found, REFUSED, A request was refused: 404 not-found",
        "answer, heard, 200, ANSWERED, Its caller heard 200",
        "answer, lost, 408, ANSWERED, Its caller did not hear the answer 408",
        "read, answered, timeline, READ, Read: timeline",
        "operator, released, unclaimed, PERSON, operator released unclaimed",
        "alarm, raised, late, OTHER, alarm raised late"
    })
    void each_other_event_has_its_kind_and_words(String what, String outcome, String rule, Kind kind, String words) {
        Moment moment = EventMoment.of(event(what, outcome, rule, ""));

        assertThat(moment.kind()).isEqualTo(kind);
        assertThat(moment.words()).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "request, accepted, false",
        "request, held, false",
        "response, held, false",
        "request, refused, true",
        "response, refused, true",
        "delivery, done, true"
    })
    void what_the_message_itself_says_is_not_told_again(String what, String outcome, boolean news) {
        assertThat(EventMoment.isNews(event(what, outcome, "", ""))).isEqualTo(news);
    }
}
