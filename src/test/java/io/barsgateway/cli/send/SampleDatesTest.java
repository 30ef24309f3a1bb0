package io.barsgateway.cli.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SampleDatesTest {

    private static String until(String now, byte[] sample) {
        return new String(SampleDates.until(Instant.parse(now), sample), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void all_times_move_by_one_offset_and_a_birth_date_stays() {
        byte[] sample = bytes("""
                {"timestamp": "2026-11-20T09:30:00.0000000+00:00", "start": "2026-11-20T09:28:00+00:00",
                 "end": "2026-11-23T09:15:00+00:00", "dateTime": "2026-11-20", "birthDate": "1961-02-03"}""");

        assertThat(until("2027-03-01T10:07:12Z", sample)).isEqualTo("""
                {"timestamp": "2027-03-01T10:00:00.0000000+00:00", "start": "2027-03-01T09:58:00+00:00",
                 "end": "2027-03-04T09:45:00+00:00", "dateTime": "2027-03-01", "birthDate": "1961-02-03"}""");
    }

    @Test
    void every_sample_of_a_request_is_of_now() {
        for (Sample sample : Sample.values()) {
            String shipped = new String(sample.bytes(), StandardCharsets.UTF_8);
            boolean says = shipped.contains("\"timestamp\"") || shipped.contains("\"dispositionTime\"");
            assertThat(until("2027-03-01T10:07:12Z", sample.bytes()).contains("\"2027-03-01T"))
                    .as(sample.word())
                    .isEqualTo(says);
        }
    }

    @Test
    void a_sample_without_a_time_of_its_own_stays_as_it_is() {
        byte[] sample = bytes("{\"start\": \"2036-01-07T09:00:00Z\"}");

        assertThat(SampleDates.until(Instant.parse("2027-03-01T10:07:12Z"), sample))
                .isEqualTo(sample);
    }
}
