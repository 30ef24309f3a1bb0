package io.barsgateway.cli.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fixture.BarsCommand;
import org.junit.jupiter.api.Test;

class AuditCommandTest {

    @Test
    void a_time_says_nothing_beside_a_case_and_is_refused_by_name() {
        BarsCommand asked =
                BarsCommand.run("audit", "export", "--case", "K7QF2-M9T3A", "--since", "2026-11-22T00:00:00Z");

        assertThat(asked.exit()).isEqualTo(2);
        assertThat(asked.printed()).contains("--since says nothing beside --case; leave one of them out");
    }
}
