package io.barsgateway.cases.diary;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.Tenants;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A diary is read again while a slot of it is booked: nobody gets that time a second time. */
@GatewayTest
class BookedSlotsIT {

    private final Instant nine =
            Instant.now().truncatedTo(ChronoUnit.DAYS).plus(2, ChronoUnit.DAYS).plus(9, ChronoUnit.HOURS);
    private final Instant quarterPast = nine.plusSeconds(900);
    private final Instant halfPast = nine.plusSeconds(1800);

    private final Diary diary;
    private final JdbcClient jdbc;
    private final Listener inbound;
    private final Path file;

    BookedSlotsIT(Diary diary, JdbcClient jdbc, @Qualifier("inboundListener") Listener inbound) throws IOException {
        this.diary = diary;
        this.jdbc = jdbc;
        this.inbound = inbound;
        file = Files.createTempDirectory("bars-booked-slots").resolve("diary.csv");
    }

    /** Reads slots of one room that begin at nine, and end then. */
    private DiarySource read(Instant... ends) throws IOException {
        StringBuilder lines = new StringBuilder("start,end,schedule,practitioner\n");
        for (Instant end : ends) {
            lines.append(nine).append(',').append(end).append(",Room 1,Casey\n");
        }
        Files.writeString(file, lines);
        DiarySource source = DiarySource.of(Tenants.with(
                Map.of("id", String.valueOf(file.hashCode()), "slots", "diary", "diary", file.toString())));
        diary.take(source, source.read(Instant.now()), diary.readings().get(source.service()), true);
        return source;
    }

    private List<DiarySlot> slots(DiarySource source) {
        return diary.slots(source.tenant(), nine, halfPast);
    }

    private DiarySlot ending(DiarySource source, Instant end) {
        return slots(source).stream()
                .filter(slot -> slot.end().equals(end))
                .findFirst()
                .orElseThrow();
    }

    private UUID anyCase() throws Exception {
        ProxyClient.at(inbound.boundPort()).to(FarSide.ANY).post(Messages.validation());
        return jdbc.sql("SELECT id FROM bars_case ORDER BY opened_at DESC LIMIT 1")
                .query(UUID.class)
                .single();
    }

    @Test
    void a_shorter_line_before_a_booked_one_changes_nothing_of_it() throws Exception {
        DiarySource source = read(halfPast);
        DiarySlot longer = ending(source, halfPast);
        UUID holder = anyCase();
        assertThat(diary.book(source.tenant(), longer.id(), holder)).isTrue();

        read(quarterPast, halfPast);

        assertThat(slots(source)).singleElement().satisfies(slot -> {
            assertThat(slot.id()).isEqualTo(longer.id());
            assertThat(slot.end()).isEqualTo(halfPast);
            assertThat(slot.free()).isFalse();
        });
        diary.release(holder);
        assertThat(ending(source, halfPast).free())
                .as("its time is in the diary still")
                .isTrue();
    }

    @Test
    void a_booked_slot_stays_booked_when_the_line_before_it_goes() throws Exception {
        DiarySource source = read(quarterPast, halfPast);
        DiarySlot longer = ending(source, halfPast);
        UUID holder = anyCase();
        assertThat(diary.book(source.tenant(), longer.id(), holder)).isTrue();

        read(halfPast);

        assertThat(slots(source)).singleElement().satisfies(slot -> {
            assertThat(slot.id()).isEqualTo(longer.id());
            assertThat(slot.free()).isFalse();
        });
        diary.release(holder);
    }

    @Test
    void a_booked_slot_keeps_its_end_when_the_diary_has_another() throws Exception {
        DiarySource source = read(halfPast);
        UUID holder = anyCase();
        assertThat(diary.book(source.tenant(), slots(source).get(0).id(), holder))
                .isTrue();

        read(quarterPast);

        assertThat(slots(source)).singleElement().satisfies(slot -> assertThat(slot.end())
                .isEqualTo(halfPast));
        diary.release(holder);
        assertThat(slots(source)).noneMatch(DiarySlot::free);
    }
}
