package io.barsgateway.audit.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.audit.watch.Alarms.News;
import io.barsgateway.audit.watch.Alarms.Raised;
import io.barsgateway.fixture.LogLines;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AlarmsTest {

    private final Alarms alarms = new Alarms(event -> {}, Clock.systemUTC());

    @Test
    void an_alarm_logs_its_beginning_and_its_end_once_each() {
        try (LogLines log = new LogLines()) {
            for (int i = 0; i < 1000; i++) {
                alarms.raise("store", "it does not answer");
            }
            alarms.end("store");
            alarms.end("store");

            assertThat(log.all())
                    .containsExactly(
                            "ERROR Alarms Alarm store: it does not answer",
                            "INFO Alarms Alarm store has ended after 0 s, count 1000");
        }
    }

    @Test
    void other_words_are_another_line_and_another_number_is_none() {
        try (LogLines log = new LogLines()) {
            alarms.raise("late", "the first is A", 1);
            alarms.raise("late", "the first is A", 7);
            alarms.raise("late", "the first is B", 7);

            assertThat(log.all()).hasSize(2);
            assertThat(alarms.news().standing()).singleElement().satisfies(raised -> {
                assertThat(raised.count()).isEqualTo(7);
                assertThat(raised.words()).isEqualTo("the first is B");
            });
        }
    }

    @Test
    void what_a_person_planned_is_theirs_and_no_error() {
        try (LogLines log = new LogLines()) {
            alarms.plan("paused S", "paused by anna until noon", "anna");
            alarms.plan("paused S", "paused by anna until noon", "anna");

            assertThat(log.all()).containsExactly("WARN Alarms Planned paused S: paused by anna until noon");
            assertThat(alarms.news().standing())
                    .singleElement()
                    .extracting(Raised::owner)
                    .isEqualTo("anna");
        }
    }

    @Test
    void what_has_ended_is_news_until_it_is_kept() {
        alarms.raise("store", "it does not answer");
        alarms.end("store");
        News news = alarms.news();

        assertThat(news.ended()).singleElement().extracting(Raised::subject).isEqualTo("store");
        assertThat(alarms.news().ended()).hasSize(1);
        alarms.kept(news, Map.of());
        assertThat(alarms.news().ended()).isEmpty();
    }

    @Test
    void what_another_gateway_raised_stands_here_too_and_can_be_settled_here() {
        alarms.kept(alarms.news(), Map.of("late deliver S", "messages wait"));

        assertThat(alarms.standing()).containsEntry("late deliver S", "messages wait");
        alarms.end("late deliver S");
        alarms.end("something else");
        assertThat(alarms.news().settled()).isEqualTo(Set.of("late deliver S"));
    }
}
