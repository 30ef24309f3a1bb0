package io.barsgateway.cli.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.barsgateway.fixture.BarsCommand;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTest {

    @Test
    void a_time_says_nothing_beside_a_case_and_is_refused_by_name() {
        BarsCommand asked =
                BarsCommand.run("audit", "export", "--case", "K7QF2-M9T3A", "--since", "2026-11-22T00:00:00Z");

        assertThat(asked.exit()).isEqualTo(2);
        assertThat(asked.printed()).contains("--since says nothing beside --case; leave one of them out");
    }

    /** A page that looks whole would be taken for the day. */
    @Test
    void an_export_goes_on_to_the_last_event(@TempDir Path folder) throws Exception {
        Path token = Files.writeString(folder.resolve("token"), "a-token-of-the-test");
        Map<String, String> pages = Map.of("7", event(8) + event(9), "9", event(12), "12", "");
        HttpServer local = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        local.createContext("/", exchange -> {
            String after = exchange.getRequestURI().getQuery().replaceFirst(".*after=(\\d+).*", "$1");
            byte[] page = (pages.get(after) + "\n").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        local.start();
        try {
            BarsCommand asked = BarsCommand.run(
                    "audit",
                    "export",
                    "--after",
                    "7",
                    "--since",
                    "2026-11-22T00:00:00Z",
                    "--token-file",
                    token.toString(),
                    "--url",
                    "http://127.0.0.1:" + local.getAddress().getPort());

            assertThat(asked).isEqualTo(new BarsCommand(0, event(8) + event(9) + event(12)));
        } finally {
            local.stop(0);
        }
    }

    private static String event(int id) {
        return "{\"resourceType\":\"AuditEvent\",\"id\":\"" + id + "\"}\n";
    }
}
