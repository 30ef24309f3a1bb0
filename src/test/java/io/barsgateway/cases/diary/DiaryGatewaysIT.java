package io.barsgateway.cases.diary;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.cases.diary.Diary.Taken;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.Tenants;
import io.barsgateway.receive.service.Tenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two gateways on one store read the diary of a service from files of their own, in folders of their own. */
@GatewayTest
class DiaryGatewaysIT {

    private final Instant day = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(2, ChronoUnit.DAYS);
    private final Diary diary;
    private final JdbcClient jdbc;
    private final Path folder;
    private final Tenant service;

    DiaryGatewaysIT(Diary diary, JdbcClient jdbc) throws IOException {
        this.diary = diary;
        this.jdbc = jdbc;
        folder = Files.createTempDirectory("bars-diary-gateways");
        service = slots("none", "");
    }

    private Tenant slots(String kind, String files) {
        Map<String, String> settings = new HashMap<>(Map.of("id", String.valueOf(folder.hashCode()), "slots", kind));
        if (!files.isEmpty()) {
            settings.put("diary", files);
        }
        return Tenants.with(settings);
    }

    /** That hour as the diary on that gateway. */
    private DiarySource on(String gateway, int hour) throws IOException {
        Path home = Files.createDirectories(folder.resolve(gateway));
        Instant start = day.plus(hour, ChronoUnit.HOURS);
        Files.writeString(
                home.resolve("diary.csv"),
                "start,end,schedule,practitioner\n" + start + "," + start.plusSeconds(900) + ",Room 1,Casey\n");
        return DiarySource.of(slots("diary", home.resolve("diary.csv").toString()));
    }

    private Taken take(DiarySource source, boolean edited) {
        return diary.take(source, source.read(Instant.now()), diary.readings().get(source.service()), edited);
    }

    private List<Instant> offered() {
        return diary.slots(service, day, day.plus(1, ChronoUnit.DAYS)).stream()
                .filter(DiarySlot::free)
                .map(DiarySlot::start)
                .toList();
    }

    @Test
    void the_same_diary_in_another_folder_is_the_same() throws Exception {
        assertThat(take(on("a", 9), false)).isEqualTo(Taken.NOW);
        assertThat(take(on("b", 9), false)).isEqualTo(Taken.BEFORE);
        assertThat(offered()).containsExactly(day.plus(9, ChronoUnit.HOURS));
    }

    @Test
    void a_gateway_that_starts_with_an_older_diary_takes_nothing_back() throws Exception {
        take(on("a", 9), false);
        take(on("a", 10), true);

        assertThat(take(on("b", 9), false)).isEqualTo(Taken.EARLIER);
        assertThat(offered()).containsExactly(day.plus(10, ChronoUnit.HOURS));
        assertThat(take(on("b", 9), true)).as("edited there").isEqualTo(Taken.NOW);
        assertThat(offered()).containsExactly(day.plus(9, ChronoUnit.HOURS));
    }

    @Test
    void a_gateway_whose_settings_know_of_no_diary_yet_takes_nothing_back() throws Exception {
        diary.noteNone(List.of(DiarySource.of(service)));
        take(on("a", 9), false);

        assertThat(take(DiarySource.of(service), false)).isEqualTo(Taken.EARLIER);
        assertThat(offered()).hasSize(1);
        assertThat(take(DiarySource.of(service), true)).isEqualTo(Taken.NOW);
        assertThat(offered()).isEmpty();
    }

    @Test
    void noting_that_there_is_none_is_no_diary_s_end() throws Exception {
        take(on("a", 9), false);
        diary.noteNone(List.of(DiarySource.of(service)));

        assertThat(take(on("b", 9), false)).isEqualTo(Taken.BEFORE);
    }

    /** What counts is when it was replaced, not when it was taken. */
    @Test
    void a_diary_that_held_for_long_is_remembered_too() throws Exception {
        take(on("a", 9), false);
        jdbc.sql("UPDATE diary_reading SET taken_at = taken_at - interval '100 days' WHERE service = ?")
                .param(service.id().toString())
                .update();
        take(on("a", 10), true);

        assertThat(take(on("b", 9), false)).isEqualTo(Taken.EARLIER);
        assertThat(offered()).containsExactly(day.plus(10, ChronoUnit.HOURS));
    }
}
