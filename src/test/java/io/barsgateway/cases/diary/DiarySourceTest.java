package io.barsgateway.cases.diary;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fixture.DiaryText;
import io.barsgateway.fixture.Tenants;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of one service are one diary. */
class DiarySourceTest {

    private static final String NINE = "2026-11-20T09:00:00Z";

    private static String file(Path folder, String name, String end) throws Exception {
        return Files.write(
                        folder.resolve(name),
                        DiaryText.csv().withSlot(NINE, end, "Room 1", "Casey").bytes())
                .toString();
    }

    @Test
    void slots_of_two_files_that_begin_together_and_end_apart_are_two(@TempDir Path folder) throws Exception {
        DiarySource source = DiarySource.of(Tenants.with(Map.of(
                "slots",
                "diary",
                "diary",
                file(folder, "a.csv", "2026-11-20T09:15:00Z") + "," + file(folder, "b.csv", "2026-11-20T09:30:00Z"))));

        assertThat(source.read(Instant.parse("2026-11-19T12:00:00Z")).slots())
                .extracting(DiarySlot::id)
                .hasSize(2)
                .doesNotHaveDuplicates();
    }
}
