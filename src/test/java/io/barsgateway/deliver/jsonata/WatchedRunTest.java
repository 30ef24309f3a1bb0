package io.barsgateway.deliver.jsonata;

import static org.assertj.core.api.Assertions.assertThat;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.util.unit.DataSize;

class WatchedRunTest {

    private final WatchedRun run = new WatchedRun(
            new MappingSource("1", Parts.of(Jsonata.jsonata("1"))),
            new MappingProperties(Duration.ofSeconds(2), 300, DataSize.ofMegabytes(256), DataSize.ofMegabytes(5)),
            10);

    private Mistake mistake(Throwable failure) {
        return run.reason(failure).mistake();
    }

    @Test
    void the_reason_is_what_lies_nearest_that_it_knows() {
        assertThat(mistake(new IllegalStateException())).isEqualTo(Mistake.OTHER);
        assertThat(mistake(new IllegalStateException(new StackOverflowError()))).isEqualTo(Mistake.LEVELS);
        assertThat(mistake(new IllegalStateException(new MappingStopped(Mistake.SIZE))))
                .isEqualTo(Mistake.SIZE);
        assertThat(run.reason(new IllegalStateException(new JException("T2001", 0)))
                        .detail())
                .isEqualTo("T2001");
    }

    @Test
    @Timeout(10)
    void a_failure_that_is_its_own_cause_has_a_reason() {
        Exception above = new Exception();
        above.initCause(new Exception(above));

        assertThat(mistake(above)).isEqualTo(Mistake.OTHER);
    }

    @Test
    void what_has_stopped_it_stays_the_reason() {
        run.stopped(new MappingStopped(Mistake.TIME));

        assertThat(mistake(new IllegalStateException(new MappingStopped(Mistake.SIZE))))
                .isEqualTo(Mistake.TIME);
    }
}
