package io.barsgateway.operate.routeauthor;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fhir.Original;
import io.barsgateway.operate.routeauthor.Trial.Sent;
import io.barsgateway.operate.routeauthor.TryRoute.Tried;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a saved trial holds, and how another result is told from it. */
class KeptTrialTest {

    private static final String GOOD = "good: the route ended";

    private static Tried tried(String message, Optional<String> service) {
        return new Tried("pas", new Original(message.getBytes(StandardCharsets.UTF_8)), service, 422);
    }

    private static Trial sent(String body) {
        return trial(GOOD, new Sent("https:pas.test", Map.of("Content-Type", "application/json"), body));
    }

    private static Trial trial(String ending, Sent... sent) {
        return new Trial(List.of(), List.of(sent), ending);
    }

    /** As it comes back from its file. */
    private static KeptTrial kept(Trial trial) throws IOException {
        return KeptTrial.read(KeptTrial.of(tried("{}", Optional.empty()), trial).text());
    }

    @Test
    void what_was_tried_comes_back_as_it_was() throws IOException {
        Tried first = tried("<Bundle>\u00c9mile \ud83d\ude91 \r\n\t</Bundle>\n", Optional.of("2000099999"));

        Tried again = KeptTrial.read(KeptTrial.of(first, sent("")).text()).tried();

        assertThat(again.body().bytes()).isEqualTo(first.body().bytes());
        assertThat(again.route()).isEqualTo("pas");
        assertThat(again.service()).contains("2000099999");
        assertThat(again.answer()).isEqualTo(422);
    }

    @Test
    void without_a_service_none_comes_back() throws IOException {
        assertThat(kept(sent("x")).tried().service()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"a\":1}; {\"a\":1}",
                "{\"a\":1,\"b\":[true]}; {  \"b\" : [true], \"a\":1 }",
                "MSH|^~\\&|A; MSH|^~\\&|A",
                "{no JSON; {no JSON",
                "''; ''"
            })
    void the_same_result_has_no_difference(String then, String now) throws IOException {
        assertThat(kept(sent(then)).differences(sent(now))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"a\":1}; {\"a\":2}; /0/body/a",
                "{\"a\":1}; {}; /0/body/a",
                "{\"a\":null}; {}; /0/body/a",
                "{\"a\":[1,2]}; {\"a\":[1,3]}; /0/body/a/1",
                "{\"a\":[1,2]}; {\"a\":[1]}; /0/body/a",
                "{\"a\":\"1\"}; {\"a\":1}; /0/body/a",
                "PID|1; PID|2; /0/body",
                "''; {}; /0/body"
            })
    void another_body_differs_at_its_place(String then, String now, String place) throws IOException {
        assertThat(kept(sent(then)).differences(sent(now))).containsExactly("what would be sent differs at " + place);
    }

    /** A line of JSON for each entry, or a text that begins like JSON. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"{\"a\":1} {\"a\":1}; {\"a\":1} {\"a\":2}", "[1] first; [1] second", "{\"a\":1}; {\"a\":1} more"})
    void what_stands_behind_a_first_json_value_counts_too(String then, String now) throws IOException {
        assertThat(kept(sent(then)).differences(sent(now))).isNotEmpty();
    }

    @Test
    void one_message_more_or_less_differs() throws IOException {
        Sent one = new Sent("https:pas.test", Map.of(), "x");

        assertThat(kept(trial(GOOD, one)).differences(trial(GOOD, one, one)))
                .containsExactly("what would be sent differs at /");
        assertThat(kept(trial(GOOD, one)).differences(trial(GOOD))).isNotEmpty();
    }

    @Test
    void another_place_or_header_differs() throws IOException {
        KeptTrial kept = kept(trial(GOOD, new Sent("https:pas.test", Map.of("A", "1"), "")));

        assertThat(kept.differences(trial(GOOD, new Sent("https:other.test", Map.of("A", "1", "B", "2"), ""))))
                .containsExactly("what would be sent differs at /0/headers/B", "what would be sent differs at /0/to");
    }

    @Test
    void another_ending_is_told_in_its_words() throws IOException {
        assertThat(kept(trial(GOOD)).differences(trial("it failed: X")))
                .containsExactly("it ends otherwise: it failed: X");
    }
}
