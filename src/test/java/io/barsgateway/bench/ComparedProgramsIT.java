package io.barsgateway.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fixture.OutsideStore;
import io.barsgateway.trust.keys.LocalPki;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Clock;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
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
    void a_server_of_hapi_parses_and_holds_each_message(@TempDir Path folder) throws Exception {
        OutsideStore store = OutsideStore.start();
        try (Connection connection = DriverManager.getConnection(store.directUrl())) {
            StoreAlone.prepare(connection);
        }
        Path password = Files.writeString(folder.resolve("password"), "none is asked for");
        try (OwnProcess hapi =
                OwnProcess.start(HapiServer.class, pki.folder().toString(), store.directUrl(), password.toString())) {
            for (boolean keeps : new boolean[] {true, false}) {
                Measured measured = Load.counted(2, 20, MutualTlsSender.to(hapi.port(), pki, SIZE, keeps));
                assertThat(measured.count()).isEqualTo(20);
                assertThat(measured.refused()).isZero();
            }
        }

        assertThat(store.jdbc()
                        .sql("SELECT count(*) FROM bench.work w JOIN bench.message m ON m.id = w.message_id"
                                + " WHERE length(m.body) >= " + SIZE)
                        .query(Long.class)
                        .single())
                .isEqualTo(40);
    }

    /** {@code bars bench} takes them from beside it. */
    @Test
    void the_server_of_hapi_is_no_part_of_the_jar() throws IOException {
        try (JarFile jar = new JarFile("target/bars-gateway.jar");
                Stream<Path> beside = Files.list(Path.of("target/bench-lib"))) {
            assertThat(jar.stream().map(ZipEntry::getName))
                    .anyMatch(name -> name.startsWith("BOOT-INF/lib/hapi-fhir-base-"))
                    .noneMatch(name -> name.matches("BOOT-INF/lib/(hapi-fhir-server|tomcat)-.*"));
            assertThat(beside.map(file -> file.getFileName().toString().replaceFirst("-[0-9.]+jar$", "")))
                    .containsExactlyInAnyOrder("hapi-fhir-server", "tomcat-embed-core");
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
