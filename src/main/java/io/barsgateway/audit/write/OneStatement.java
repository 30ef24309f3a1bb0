package io.barsgateway.audit.write;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Several writers in one statement, so that all of it holds or nothing, after one round trip to the store. A later part
 * writes only where an earlier one returned something, if it selects from that one by its name.
 */
public final class OneStatement {

    private final List<Part> parts;

    public OneStatement(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /**
     * Ready to be run.
     *
     * @param told what to select from the parts in the end, as SQL
     */
    public StatementSpec on(JdbcClient jdbc, String told) {
        String sql = parts.stream()
                .map(part -> part.name() + " AS (" + part.sql() + ")")
                .collect(Collectors.joining(",\n", "WITH ", "\n" + told));
        return jdbc.sql(sql)
                .params(parts.stream().flatMap(part -> part.values().stream()).toList());
    }
}
