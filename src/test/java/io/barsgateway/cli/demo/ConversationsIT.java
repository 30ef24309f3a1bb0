package io.barsgateway.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.cli.Bars;
import io.barsgateway.cli.run.Gateway;
import io.barsgateway.fhir.form.AnyForm;
import io.barsgateway.fixture.RequiredElements;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine;

/** {@code bars demo --conversation}: every conversation between two gateways ends as it should. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConversationsIT {

    private static TwoGateways two;
    private static Path home = Path.of("");

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        home = folder.resolve("sender");
        System.setProperty("bars.installation", ".");
        two = TwoGateways.start(folder);
    }

    @AfterAll
    static void stop() {
        two.close();
    }

    static Stream<String> names() {
        return DemoConversations.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    @Order(1)
    void each_step_is_right(String name) throws Exception {
        assertThat(new DemoConversations(two.from(), two.to()).show(name)).isTrue();
    }

    /** Each message that either side composed in those conversations, element by element. */
    @Test
    @Order(2)
    void what_was_said_holds_all_that_a_message_must_hold() {
        Map<String, List<String>> missing = new TreeMap<>();
        for (Gateway gateway : List.of(two.sender(), two.receiver())) {
            JdbcClient store = JdbcClient.create(gateway.context().getBean(DataSource.class));
            store.sql("SELECT meaning, body FROM message WHERE direction = 'in'")
                    .query((row, index) -> {
                        missing.computeIfAbsent(row.getString("meaning"), meaning -> new ArrayList<>())
                                .addAll(RequiredElements.missing((ObjectNode) AnyForm.read(row.getBytes("body"))));
                        return index;
                    })
                    .list();
        }
        assertThat(missing)
                .hasSizeGreaterThan(8)
                .allSatisfy((meaning, left) -> assertThat(left).as(meaning).isEmpty());
    }

    private static String told(int exit, String... words) {
        PrintStream before = System.out;
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        System.setOut(new PrintStream(told, true, StandardCharsets.UTF_8));
        try {
            List<String> all = new ArrayList<>(List.of(words));
            all.addAll(
                    List.of("--home", home.toString(), "--url", two.from().url().toString()));
            assertThat(new CommandLine(new Bars()).execute(all.toArray(String[]::new)))
                    .as(told.toString(StandardCharsets.UTF_8))
                    .isEqualTo(exit);
        } finally {
            System.setOut(before);
        }
        return told.toString(StandardCharsets.UTF_8);
    }

    @Test
    @Order(3)
    void an_operator_lists_what_is_unclaimed_and_forgets_targets() throws Exception {
        assertThat(told(0, "unclaimed")).contains("0 unclaimed");
        assertThat(told(1, "unclaimed", "--release", "NONE0-NONE0", "--reason", "none"))
                .contains("unclaimed");

        long asked = asked();
        assertThat(new DemoConversations(two.from(), two.to()).show("referral")).isTrue();
        assertThat(asked()).as("what targets say is remembered").isEqualTo(asked);
        assertThat(told(0, "targets-clear")).isNotBlank();
        assertThat(new DemoConversations(two.from(), two.to()).show("referral")).isTrue();
        assertThat(asked()).as("and asked again once it is forgotten").isGreaterThan(asked);
    }

    private static long asked() {
        return two.simulator().journal().events().stream()
                .filter(event ->
                        event.what().equals("forwarded") && event.detail("path").equals("/metadata"))
                .count();
    }
}
