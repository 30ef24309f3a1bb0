package io.barsgateway.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The benchmark counts and writes what it says it does. */
class BenchTest {

    @Test
    void a_body_has_the_size_that_was_asked_for() throws IOException {
        for (int size : List.of(17_000, 23_000, 35_000)) {
            assertThat(RequestBytes.of(size).body()).hasSizeBetween(size, size + 700);
        }
    }

    @Test
    void renewed_ids_differ_and_agree_wherever_they_stand() throws IOException {
        RequestBytes request = RequestBytes.of(17_000);
        byte[] before = request.whole().clone();
        request.renew();
        var bundle = new ObjectMapper().readTree(request.body());

        assertThat(request.whole()).hasSameSizeAs(before).isNotEqualTo(before);
        assertThat(bundle.at("/entry/0/resource/focus/0/reference").asText())
                .isEqualTo(bundle.at("/entry/1/fullUrl").asText())
                .doesNotContain("00000002-0000");
    }

    @Test
    void times_are_those_within_which_the_share_was_answered() {
        List<Long> nanos = LongStream.rangeClosed(1, 100)
                .map(i -> (101 - i) * 1_000_000)
                .boxed()
                .toList();
        Measured measured = new Measured(nanos, 0, Duration.ofSeconds(2));

        assertThat(measured.rate()).isEqualTo(50);
        assertThat(measured.within(0.5)).isEqualTo(50);
        assertThat(measured.within(0.99)).isEqualTo(99);
        assertThat(measured.within(1)).isEqualTo(100);
    }

    @Test
    void a_ratio_says_whether_its_goal_is_met() {
        assertThat(Ratio.atLeast("x", 0.2, 0.25))
                .hasToString("%-58s    0.200   goal >= 0.250   NOT MET".formatted("x"));
        assertThat(Ratio.atMost("x", 49, 50).isMet()).isTrue();
    }

    @Test
    void processor_time_is_read_behind_a_name_with_spaces() {
        assertThat(Usage.seconds("7 (a b) c) S 1 2 3 4 5 6 7 8 9 10 100 50 25 25 20 0"))
                .isEqualTo(2);
    }

    @Test
    void a_process_that_has_ended_uses_nothing() throws IOException {
        long self = ProcessHandle.current().pid();
        Usage usage = Usage.of(List.of(self));

        assertThat(usage.megabytes()).isPositive().isLessThanOrEqualTo(usage.mostMegabytes());
        assertThat(usage.descriptors()).isPositive();
        assertThat(Usage.of(List.of(self, Long.MAX_VALUE)).descriptors()).isPositive();
    }

    @Test
    void a_counted_load_sends_so_many_over_all_its_connections() throws Exception {
        AtomicInteger opened = new AtomicInteger();
        AtomicInteger sent = new AtomicInteger();
        Measured measured = Load.counted(3, 100, () -> {
            opened.incrementAndGet();
            return new Load.Sender() {
                @Override
                public boolean send() {
                    return sent.incrementAndGet() % 10 != 0;
                }

                @Override
                public void close() {
                    // Nothing is open
                }
            };
        });

        assertThat(opened).hasValue(3);
        assertThat(sent).hasValue(100);
        assertThat(measured.count()).isEqualTo(90);
        assertThat(measured.refused()).isEqualTo(10);
    }

    @Test
    void a_cost_is_what_was_used_meanwhile_for_each_message() {
        Used before = new Used(10, 5, 1, 1_000, new StoreCounts(100, 50, 20, 4_000, 8_000));
        Used after = new Used(11, 5.5, 1.25, 101_000, new StoreCounts(400, 150, 120, 24_000, 28_000));

        assertThat(after.since(before, 100)).isEqualTo(new Cost(10, 5, 2.5, 1_000, 3, 1, 1, 200, 200));
    }

    @Test
    void an_outcome_says_so_where_the_benchmark_took_much_of_the_machine() {
        Measured hundredInASecond = new Measured(Collections.nCopies(100, 1L), 0, Duration.ofSeconds(1));
        double all = Runtime.getRuntime().availableProcessors() * 10;

        assertThat(outcome(hundredInASecond, all / 5).toString()).doesNotContain("itself");
        assertThat(outcome(hundredInASecond, all / 2).toString()).contains("the benchmark itself used 50 %");
    }

    private static Outcome outcome(Measured measured, double own) {
        return new Outcome(measured, new Cost(0, 0, own, 0, 0, 0, 0, 0, 0), 0, new Usage(0, 0, 0, 0));
    }

    @Test
    void kinds_run_in_turn_and_every_second_time_in_the_other_order() throws Exception {
        StringWriter printed = new StringWriter();
        List<String> order = new ArrayList<>();
        Map<String, InTurn.Turn> kinds = new LinkedHashMap<>();
        kinds.put("before", () -> ran("before", 10 + order.size(), order));
        kinds.put("after", () -> ran("after", 40, order));
        Medians medians = new InTurn(new PrintWriter(printed, true), 3).run(kinds);

        assertThat(order).containsExactly("before", "after", "after", "before", "before", "after");
        // 10, 13 and 14 before: 13 in the middle
        assertThat(medians.ratio(Figure.RATE)).isCloseTo(40 / 13.0, within(1e-9));
        assertThat(printed.toString())
                .contains("| | before, median of 3 | after, median of 3 | ratio |")
                .contains("| messages a second | 13.00 | 40.00 | 3.077 |");
    }

    private static Outcome ran(String kind, int messages, List<String> order) {
        order.add(kind);
        return outcome(new Measured(Collections.nCopies(messages, 1L), 0, Duration.ofSeconds(1)), 0);
    }

    @Test
    void the_median_of_an_even_count_is_the_middle_mean() {
        assertThat(Medians.median(List.of(9.0, 1.0, 2.0, 4.0))).isEqualTo(3);
    }

    @Test
    void one_kind_alone_has_no_ratio() {
        Medians medians = new Medians(List.of("now"));
        medians.add("now", outcome(new Measured(List.of(1L), 0, Duration.ofSeconds(1)), 0));

        assertThat(medians.toString())
                .contains("| messages a second | 1.00 |\n")
                .doesNotContain("ratio");
    }
}
