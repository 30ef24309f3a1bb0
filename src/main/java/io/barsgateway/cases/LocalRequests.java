package io.barsgateway.cases;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes the table of what local systems asked for under a key, and reads it; nothing else writes it. */
@Component
public final class LocalRequests {

    private final JdbcClient jdbc;

    LocalRequests(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What an earlier one under the same key was answered; empty where it is the first. */
    Optional<LocalRequest.Answered> earlier(LocalRequest request) {
        return jdbc.sql("SELECT sha256, answer FROM local_request WHERE credential = ? AND idempotency_key = ?")
                .params(request.credential(), request.key())
                .query(LocalRequest.Answered.class)
                .optional();
    }

    /**
     * Keeps what it was answered, in the transaction that is open.
     *
     * @throws org.springframework.dao.DuplicateKeyException where another under that key was kept since
     */
    void keep(LocalRequest request, String answer, Instant at) {
        jdbc.sql("INSERT INTO local_request VALUES (?, ?, ?, ?, ?)")
                .params(request.credential(), request.key(), request.sha256(), answer, Timestamp.from(at))
                .update();
    }
}
