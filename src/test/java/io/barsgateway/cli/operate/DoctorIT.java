package io.barsgateway.cli.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barsgateway.cli.reach.Home;
import io.barsgateway.cli.run.LocalRun;
import io.barsgateway.fixture.BarsCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bars doctor} and {@code bars cert check} look at what a running gateway uses, and say what they looked at. */
class DoctorIT {

    private static final String NOWHERE = "http://127.0.0.1:1";

    private static Home home;
    private static LocalRun run;

    private final Path folder;

    DoctorIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        System.setProperty("bars.installation", ".");
        home = new Home(folder.toRealPath());
        run = started(home, Map.of());
    }

    @AfterAll
    static void stop() {
        run.close();
    }

    private static LocalRun started(Home home, Map<String, Object> more) throws IOException {
        Map<String, Object> settings = new java.util.HashMap<>(more);
        settings.put("bars.inbound.port", 0);
        settings.put("bars.local.port", 0);
        LocalRun started = LocalRun.start(home, 0, settings);
        home.writeUp(started.gatewayUrl(), started.localUrl(), "");
        return started;
    }

    private static BarsCommand in(Home home, String... words) {
        return BarsCommand.run(java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(words),
                        java.util.stream.Stream.of("--home", home.folder().toString()))
                .toArray(String[]::new));
    }

    /** A home whose last gateway has ended. */
    private Home quiet() throws IOException {
        Home quiet = new Home(folder.resolve("quiet"));
        quiet.pki();
        quiet.writeUp("https://localhost:1", NOWHERE, "");
        return quiet;
    }

    @Test
    void nothing_is_wrong_with_a_healthy_gateway() {
        BarsCommand doctor = in(home, "doctor");

        assertThat(doctor.exit()).as(doctor.printed()).isZero();
        assertThat(doctor.printed())
                .startsWith("Asked the gateway at " + run.localUrl())
                .doesNotContain("WRONG")
                .containsPattern("OK +health +ready")
                .containsPattern("OK +endpoint .* days left")
                .containsPattern("OK +presented +localhost:\\d+ presents our certificate")
                .containsPattern("OK +token +a token is held");
    }

    @Test
    void its_certificates_are_checked_as_it_uses_them() {
        BarsCommand check = in(home, "cert", "check");

        assertThat(check.exit()).as(check.printed()).isZero();
        assertThat(check.printed())
                .startsWith("Asked the gateway at " + run.localUrl())
                .contains("ok        endpoint", "ok        root", "ok        issuer");
        assertThat(in(home, "cert", "check", "--warn-days", "9999").exit()).isEqualTo(1);
    }

    @Test
    void a_named_settings_file_is_judged_even_beside_a_running_gateway() throws IOException {
        Path file = Files.writeString(folder.resolve("bars.yaml"), "bars:\n  environment: local\n");

        BarsCommand doctor = in(home, "doctor", "--config", file.toString());

        assertThat(doctor.exit()).isEqualTo(1);
        assertThat(doctor.printed())
                .startsWith("Judged the settings file " + file + ". A gateway runs at " + run.localUrl())
                .containsPattern("WRONG +certificate +bars.inbound.certificate is not set")
                .containsPattern("not checked +token +the gateway is not set up to send");
        assertThat(in(home, "cert", "check", "--config", file.toString()).printed())
                .startsWith("Judged the settings file " + file);
    }

    @Test
    void doctor_calls_an_unusable_settings_file_wrong_and_checks_its_ports() throws IOException {
        Path file = Files.writeString(
                folder.resolve("bad.yaml"),
                "bars:\n  environment: local\n  local: { port: "
                        + java.net.URI.create(run.localUrl()).getPort()
                        + " }\n  services:\n    - { id: \"1\", usecase: [all], versions: [all] }\n");

        BarsCommand doctor = BarsCommand.run("doctor", "--config", file.toString());

        assertThat(doctor.exit()).isEqualTo(1);
        assertThat(doctor.printed())
                .contains("A gateway runs at http://127.0.0.1:"
                        + java.net.URI.create(run.localUrl()).getPort())
                .containsPattern(
                        "WRONG +settings +.*bad.yaml:5: bars.services\\[0].usecase\\[0] is no setting; do you mean"
                                + " bars.services\\[0].use-cases");
    }

    @Test
    void where_none_answers_the_settings_are_judged_and_that_is_said() throws IOException {
        assertThat(in(quiet(), "doctor").printed())
                .startsWith("Judged the settings of the environment and the defaults")
                .contains("no gateway answers at " + NOWHERE);
        assertThat(in(quiet(), "cert", "check").printed()).contains("no gateway answers at " + NOWHERE);
        BarsCommand running = in(quiet(), "cert", "check", "--running");
        assertThat(running.exit()).isEqualTo(1);
        assertThat(running.printed()).doesNotContain("Judged");
    }

    @Test
    void one_that_is_named_must_answer() throws IOException {
        BarsCommand doctor = in(quiet(), "doctor", "--url", NOWHERE);

        assertThat(doctor.exit()).isEqualTo(1);
        assertThat(doctor.printed()).contains("nothing answers there").doesNotContain("Judged");
    }

    @Test
    void doctor_says_why_the_gateway_gets_no_token() throws IOException {
        Home other = new Home(folder.resolve("other"));
        Home sick = new Home(folder.resolve("sick"));
        try (LocalRun wrong =
                started(sick, Map.of("bars.sender.private-key", other.pki().senderKey()))) {
            BarsCommand doctor = in(sick, "doctor");

            assertThat(doctor.exit()).isEqualTo(1);
            assertThat(doctor.printed())
                    .startsWith("Asked the gateway at " + wrong.localUrl())
                    .containsPattern(
                            "WRONG +token .*bars.sender.private-key is not the one whose public half has that kid");
        }
    }

    @Test
    void a_second_gateway_of_one_home_is_refused_with_advice() {
        assertThatThrownBy(home::refuseSecond)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a gateway answers already at " + run.localUrl())
                .hasMessageContaining("--set bars.inbound.port=0");
    }
}
