package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.PlanCheck;
import io.barsgateway.fixture.ProxyClient;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Qualifier;

/** The check of every story's statements finds what it is there for. */
@GatewayTest
class PlanCheckIT {

    private final ProxyClient proxy;
    private final DataSource store;

    PlanCheckIT(@Qualifier("inboundListener") Listener inbound, DataSource store) {
        this.proxy = ProxyClient.at(inbound.boundPort());
        this.store = store;
    }

    /** Without rows PostgreSQL has no opinion. */
    @BeforeEach
    void holdSomething() throws Exception {
        assertThat(proxy.to(FarSide.ANY).post(Messages.validation()).status()).isEqualTo(200);
    }

    private List<String> objections(String sql) throws Exception {
        Queue<String> statements = new ArrayDeque<>(List.of(sql));
        return PlanCheck.objections(store, statements);
    }

    /** Statistics of a moment in which most work was open must not have all work read ever after. */
    @Test
    void a_connection_of_the_gateway_reads_by_an_index_whatever_the_statistics_say() throws Exception {
        try (Connection connection = store.getConnection();
                Statement statement = connection.createStatement();
                ResultSet plan = statement.executeQuery("EXPLAIN SELECT id FROM work WHERE status <> 'done'")) {
            StringBuilder lines = new StringBuilder();
            while (plan.next()) {
                lines.append(plan.getString(1)).append('\n');
            }
            assertThat(lines).contains("work_open").doesNotContain("Seq Scan");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT id FROM bars_case WHERE counterpart = ?",
                "SELECT body FROM message WHERE id::text = ?",
                "SELECT count(*) FROM work WHERE kind = ? AND status = ?",
                "SELECT id FROM bars_case ORDER BY opened_at LIMIT 1",
                "SELECT nhs_number FROM bars_case WHERE nhs_number <> '' ORDER BY service, nhs_number"
            })
    void a_statement_that_reads_a_whole_table_is_named(String sql) throws Exception {
        assertThat(objections(sql)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT id FROM bars_case WHERE reference = ?",
                "SELECT body FROM message WHERE id = ?",
                "SELECT id FROM work WHERE kind = ? AND status <> 'done'"
            })
    void one_that_has_an_index_is_not(String sql) throws Exception {
        assertThat(objections(sql)).isEmpty();
    }
}
