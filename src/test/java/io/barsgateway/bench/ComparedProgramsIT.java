package io.barsgateway.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.trust.keys.LocalPki;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The programs that the gateway is compared with take what the benchmark sends. */
class ComparedProgramsIT {

    private static final int SIZE = 17_000;

    private final LocalPki pki;

    ComparedProgramsIT(@TempDir Path folder) {
        pki = new LocalPki(folder.resolve("pki")).make(Clock.systemUTC());
    }

    @ParameterizedTest
    @ValueSource(classes = {ListenerEcho.class, BareCamel.class})
    void each_message_is_answered_over_kept_connections_and_over_new_ones(Class<?> program) throws Exception {
        try (OwnProcess started = OwnProcess.start(program, pki.folder().toString())) {
            for (boolean keeps : new boolean[] {true, false}) {
                Measured measured = Load.counted(2, 20, MutualTlsSender.to(started.port(), pki, SIZE, keeps));
                assertThat(measured.count()).isEqualTo(20);
                assertThat(measured.refused()).isZero();
            }
        }
    }

    @Test
    void what_another_jvm_allocates_is_counted() throws Exception {
        try (OwnProcess started =
                        OwnProcess.start(ListenerEcho.class, pki.folder().toString());
                AllocatedBytes bytes = AllocatedBytes.of(started.pid())) {
            long before = bytes.soFar();
            Measured measured = Load.counted(2, 100, MutualTlsSender.to(started.port(), pki, SIZE, true));

            // At least each body once
            assertThat(bytes.soFar() - before).isGreaterThan((long) measured.count() * SIZE);
        }
    }
}
