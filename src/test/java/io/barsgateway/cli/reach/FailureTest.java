package io.barsgateway.cli.reach;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.audit.watch.UnusableFile;
import io.barsgateway.outbox.attempt.RetryProperties;
import io.barsgateway.receive.InboundProperties;
import io.barsgateway.trust.keys.HomeProperties;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a command dies of, its one line says what to do and names no Java. */
class FailureTest {

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new NoSuchFileException("nosuch.json"), "nosuch.json does not exist"),
                Arguments.of(new AccessDeniedException("/home/x"), "/home/x may not be read or written by the user "),
                Arguments.of(
                        new IOException("cannot ask", new UnknownHostException("nosuchhost")),
                        "the host nosuchhost has no address here"),
                Arguments.of(new ConnectException(), "nothing answers there; is it running?"),
                Arguments.of(
                        new ConnectException().initCause(new UnresolvedAddressException()),
                        "the host that is named has no address here"),
                Arguments.of(new SSLException("Received fatal alert: bad_certificate"), "name the local side"),
                Arguments.of(new HttpTimeoutException("request timed out"), "does not answer in time"),
                Arguments.of(
                        new IOException("header parser received no bytes", new EOFException("EOF reached")),
                        "write https://"),
                Arguments.of(new SSLHandshakeException("Unsupported or unrecognized SSL message"), "write http://"),
                Arguments.of(new SSLHandshakeException("No name matching localhost found"), "is for another name"),
                Arguments.of(new SSLHandshakeException("PKIX path building failed: unable to find"), "--home"),
                Arguments.of(
                        new UncheckedIOException(
                                "The simulator cannot listen on 127.0.0.1:9443: Address already in use",
                                new BindException("Address already in use")),
                        "--set bars.simulator.port=0"),
                Arguments.of(
                        new IllegalStateException(new BindException("Address already in use")),
                        "--set bars.inbound.port=0"),
                Arguments.of(
                        new IllegalStateException("bars.profiles.definitions: x holds no FHIR definition"),
                        "bars.profiles.definitions: x holds no FHIR definition"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void each_is_told_by_what_to_do(Throwable failure, String said) {
        assertThat(Failure.words(failure))
                .contains(said)
                .doesNotContain("Exception")
                .doesNotContain("\n");
    }

    /** What a command says of its own failure is better than what can be said of the cause. */
    @Test
    void words_for_an_operator_come_first() {
        Throwable failure =
                new IllegalArgumentException("api.example is not reached: look at DNS", new ConnectException());

        assertThat(Failure.words(failure)).isEqualTo("api.example is not reached: look at DNS");
    }

    @Test
    void a_settings_file_that_is_no_yaml_is_named_with_its_line(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("bars.yaml"), "bars:\n  inbound:\n    port: 1\n   host: x: y\n");

        assertThat(Failure.words(failure(file))).startsWith(file + " is no YAML at line 4: ");
    }

    @Test
    void a_setting_of_the_wrong_kind_is_told_with_the_right_kind(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("bars.yaml"), "bars:\n  environment: tst\n");

        assertThat(Failure.words(failure(file)))
                .isEqualTo("bars.yaml:2: bars.environment is none of local, sandbox, int, prod");
    }

    @Test
    void a_wrong_size_or_duration_is_named_with_a_right_example(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("bars.yaml"), "bars:\n  inbound:\n    max-body: lots\n");
        assertThat(Failure.words(failure(file, "bars.inbound", InboundProperties.class)))
                .isEqualTo("bars.yaml:3: bars.inbound.max-body is no size such as 200KB or 2MB");

        Files.writeString(file, "bars:\n  retry:\n    pause: soon\n");
        assertThat(Failure.words(failure(file, "bars.retry", RetryProperties.class)))
                .isEqualTo("bars.yaml:3: bars.retry.pause is no length of time such as 30s, 5m or 2h");
    }

    @Test
    void a_file_that_is_not_there_is_told_so(@TempDir Path folder) {
        Path file = folder.resolve("nosuch.crt");

        assertThat(Failure.words(new UnusableFile(file, "cannot be read", new NoSuchFileException(file.toString()))))
                .isEqualTo(file + " cannot be read: it does not exist");
    }

    private static Throwable failure(Path settings) {
        return failure(settings, "bars", HomeProperties.class);
    }

    private static Throwable failure(Path settings, String prefix, Class<?> type) {
        try {
            ConfiguredSettings.by(Optional.of(settings)).bind(prefix, type);
            throw new AssertionError("it was taken");
        } catch (IOException | RuntimeException e) {
            return e;
        }
    }
}
