package io.barsgateway.cases.database;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where messages are held: an external PostgreSQL where a url is set, else an embedded one in the home.
 *
 * @param url JDBC URL, jdbc:postgresql://host/database
 * @param username of the external database
 * @param password of the external database
 * @param binaries folder that the embedded PostgreSQL's programs are unpacked into; not the home
 * @param connectTimeout how long a request waits for a connection before it is answered 503
 * @param socketTimeout of silence, after which a connection is given up; longer than statementTimeout, whole seconds
 * @param statementTimeout after which PostgreSQL ends a statement; migrations have none
 * @param lockTimeout after which PostgreSQL ends a statement that waits for a lock
 * @param idleInTransactionTimeout after which PostgreSQL ends a transaction that nothing is asked of, as of a gateway that is gone
 */
@ConfigurationProperties("bars.store")
public record StoreProperties(
        @Nullable String url,
        @Nullable String username,
        @Nullable String password,

        @DefaultValue("${user.home}/.cache/bars-gateway/postgres")
        Path binaries,

        @DefaultValue("3s") Duration connectTimeout,
        @DefaultValue("10s") Duration socketTimeout,
        @DefaultValue("8s") Duration statementTimeout,
        @DefaultValue("4s") Duration lockTimeout,
        @DefaultValue("60s") Duration idleInTransactionTimeout) {

    private static final Duration SHORTEST = Duration.ofMillis(1);

    /** Of the pool of connections. */
    private static final Duration SHORTEST_CONNECT = Duration.ofMillis(250);

    /** PostgreSQL counts milliseconds in an integer. */
    private static final Duration LONGEST = Duration.ofMillis(Integer.MAX_VALUE);

    public StoreProperties {
        refuseEndless("connect-timeout", connectTimeout, SHORTEST_CONNECT);
        refuseEndless("statement-timeout", statementTimeout, SHORTEST);
        refuseEndless("lock-timeout", lockTimeout, SHORTEST);
        refuseEndless("idle-in-transaction-timeout", idleInTransactionTimeout, SHORTEST);
        // The driver counts whole seconds
        Duration silence = Duration.ofSeconds(socketTimeout.toSeconds());
        if (silence.compareTo(statementTimeout) <= 0 || statementTimeout.compareTo(lockTimeout) < 0) {
            throw new IllegalArgumentException("bars.store.socket-timeout must be longer, in whole seconds, than"
                    + " statement-timeout, and statement-timeout not shorter than lock-timeout");
        }
    }

    /** To PostgreSQL and to the pool, 0 is no limit: a request would wait for as long as the store hangs. */
    private static void refuseEndless(String setting, Duration time, Duration shortest) {
        if (time.compareTo(shortest) < 0 || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("bars.store." + setting + " must be " + shortest.toMillis()
                    + " ms or longer, and at most " + LONGEST.toDays() + " days");
        }
    }

    /** Whether no other is named. */
    public boolean isEmbedded() {
        return url == null || url.isBlank();
    }

    /** Never prints the password. */
    @Override
    public String toString() {
        return isEmbedded() ? "embedded store" : "external store";
    }
}
