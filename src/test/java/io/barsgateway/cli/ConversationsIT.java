package io.barsgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fhir.Original;
import io.barsgateway.fixture.Published;
import io.barsgateway.profile.ProfilesProperties;
import io.barsgateway.profile.RehearseProfiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

/** {@code bars demo --conversation}: every conversation between two gateways ends as it should. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConversationsIT {

    private static TwoGateways two;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        System.setProperty("bars.installation", ".");
        two = TwoGateways.start(folder);
    }

    @AfterAll
    static void stop() {
        two.close();
    }

    static Stream<String> names() {
        return Conversations.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    @Order(1)
    void each_step_is_right(String name) throws Exception {
        assertThat(new Conversations(two.from(), two.to()).show(name)).isTrue();
    }

    /** Each message that either side composed in those conversations, against the definitions that BaRS publishes. */
    @Test
    @Order(2)
    void what_was_said_meets_the_published_profiles() throws Exception {
        Published.messages();
        List<Path> definitions;
        try (Stream<Path> folders = Files.list(Path.of("..", "shared", "data", "definitions"))) {
            definitions = folders.sorted().toList();
        }
        Map<String, List<String>> findings = new TreeMap<>();
        try (RehearseProfiles profiles =
                new RehearseProfiles(new ProfilesProperties(definitions, null, Duration.ofMinutes(1), 1))) {
            for (Gateway gateway : List.of(two.sender(), two.receiver())) {
                JdbcClient store = JdbcClient.create(gateway.context().getBean(DataSource.class));
                store.sql("SELECT meaning, body FROM message WHERE direction = 'in'")
                        .query((row, index) -> {
                            findings.computeIfAbsent(row.getString("meaning"), meaning -> new ArrayList<>())
                                    .addAll(profiles.findings(new Original(row.getBytes("body"))));
                            return index;
                        })
                        .list();
            }
        }
        assertThat(findings)
                .hasSizeGreaterThan(8)
                .allSatisfy((meaning, found) -> assertThat(found).as(meaning).isEmpty());
    }
}
