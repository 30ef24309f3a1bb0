package io.barsgateway.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.cli.run.Gateway;
import io.barsgateway.fhir.form.AnyForm;
import io.barsgateway.fixture.Published;
import io.barsgateway.message.profile.ProfilesProperties;
import io.barsgateway.message.profile.RehearseProfiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each message that either side composes in the conversations of {@code bars demo}, against the definitions that BaRS publishes. */
@Tag("published")
class PublishedConversationsIT {

    @Test
    void what_was_said_meets_the_published_profiles(@TempDir Path folder) throws Exception {
        System.setProperty("bars.installation", ".");
        Map<String, List<String>> findings = new TreeMap<>();
        try (TwoGateways two = TwoGateways.start(folder);
                RehearseProfiles profiles = new RehearseProfiles(
                        new ProfilesProperties(Published.definitions(), null, Duration.ofMinutes(1), 1))) {
            for (String name : DemoConversations.all().keySet()) {
                assertThat(new DemoConversations(two.from(), two.to()).show(name))
                        .as(name)
                        .isTrue();
            }
            for (Gateway gateway : List.of(two.sender(), two.receiver())) {
                JdbcClient store = JdbcClient.create(gateway.context().getBean(DataSource.class));
                store.sql("SELECT meaning, body FROM message WHERE direction = 'in'")
                        .query((row, index) -> {
                            findings.computeIfAbsent(row.getString("meaning"), meaning -> new ArrayList<>())
                                    .addAll(profiles.findings(AnyForm.read(row.getBytes("body"))));
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
