package io.barsgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code bars demo --conversation}: every conversation between two gateways ends as it should. */
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
    void each_step_is_right(String name) throws Exception {
        assertThat(new Conversations(two.from(), two.to()).show(name)).isTrue();
    }
}
