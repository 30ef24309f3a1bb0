package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayProcess;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log of a gateway process, from its first line to its last, as JSON. */
class JsonLogIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path home;

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(line, e);
        }
    }

    private static List<JsonNode> logged(GatewayProcess gateway) throws Exception {
        try (gateway) {
            gateway.with("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC").start();
            ProxyClient request = ProxyClient.at(gateway.port()).to(FarSide.ANY);
            assertThat(request.post(Messages.validation()).status()).isEqualTo(200);
            gateway.stop();
            return gateway.log().lines().map(JsonLogIT::read).toList();
        }
    }

    @Test
    void every_line_is_an_object_where_the_environment_says_so() throws Exception {
        List<JsonNode> lines =
                logged(new GatewayProcess(home, FarSide.LOCAL.url(), "").by("env", "BARS_LOG_FORMAT=json"));

        assertThat(lines).hasSizeGreaterThan(4).allSatisfy(line -> assertThat(
                        Stream.of("time", "level", "logger", "thread", "event", "message"))
                .allMatch(line::has));
        assertThat(lines)
                .extracting(line -> line.path("event").asText())
                .contains("listener-open", "message-accepted", "work-done", "listener-stopped");
        assertThat(lines)
                .filteredOn(line -> line.path("event").asText().equals("work-done"))
                .allSatisfy(line ->
                        assertThat(line.path("ids").path("reference").asText()).isNotEmpty());
    }

    @Test
    void so_it_is_where_the_settings_file_says_so() throws Exception {
        assertThat(logged(new GatewayProcess(home, FarSide.LOCAL.url(), "  log: { format: json }")))
                .extracting(line -> line.path("event").asText())
                .contains("listener-open", "message-accepted");
    }
}
