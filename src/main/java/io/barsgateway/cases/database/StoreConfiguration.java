package io.barsgateway.cases.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.barsgateway.audit.watch.StorePlace;
import io.barsgateway.receive.InboundProperties;
import io.barsgateway.trust.keys.HomeProperties;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.flyway.FlywayDataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    /** Connections beside those that requests hold: claims, settlements, the local side, health. */
    private static final int BACKGROUND = 8;

    /** How long a connection may take to show that it still works; the deadline of a request is longer. */
    private static final Duration VALIDATION = Duration.ofSeconds(1);

    /** A commit that PostgreSQL may forget when it is killed acknowledges nothing; what waits for a standby too stays as it is. */
    private static final String COMMITTED_IS_WRITTEN = "SELECT set_config('synchronous_commit', 'on', false)"
            + " WHERE current_setting('synchronous_commit') = 'off'";

    /** Each statement of a transaction sees what was committed before it: the seals of the audit and the order of a case are built on that. */
    private static final String COMMITTED_IS_SEEN = "SET default_transaction_isolation = 'read committed'";

    /** A plan for each execution was a sixth of PostgreSQL's time for a message. PlanCheck shows that each statement has a plan by an index. */
    private static final String PLANNED_ONCE = "SET plan_cache_mode = force_generic_plan";

    /**
     * Where an ANALYZE fell into a moment in which most work was open, PostgreSQL read the whole table of work every two seconds from then
     * on, long after the work was done. A statement that no index serves still reads its table. Compiling a plan (jit) would cost more than
     * running it.
     */
    private static final String PLANNED_BY_INDEX = "SET enable_seqscan = off; SET jit = off";

    /** The embedded server; made only where {@link StoreProperties} names no other. */
    @Bean
    @Lazy
    EmbeddedStore embeddedStore(HomeProperties home, StoreProperties store) {
        return EmbeddedStore.start(home.home(), store.binaries());
    }

    @Bean
    StorePlace storePlace(HomeProperties home, StoreProperties store) {
        return new StorePlace(store.isEmbedded() ? EmbeddedStore.folder(home.home()) : null);
    }

    @Bean
    HikariDataSource dataSource(
            StoreProperties store,
            InboundProperties inbound,
            ObjectProvider<EmbeddedStore> embedded,
            MeterRegistry metrics) {
        HikariConfig pool = new HikariConfig();
        Login login = login(store, embedded);
        pool.setJdbcUrl(login.url());
        pool.setUsername(login.username());
        pool.setPassword(login.password());
        pool.setMaximumPoolSize(inbound.workers() + BACKGROUND);
        pool.setConnectionTimeout(store.connectTimeout().toMillis());
        pool.setValidationTimeout(VALIDATION.toMillis());
        // A store that has fallen silent must not keep a thread: what stands in the URL wins over these
        pool.addDataSourceProperty("connectTimeout", String.valueOf(seconds(store.connectTimeout())));
        pool.addDataSourceProperty("socketTimeout", String.valueOf(seconds(store.socketTimeout())));
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        pool.setConnectionInitSql(
                "SET statement_timeout = %d; SET lock_timeout = %d; SET idle_in_transaction_session_timeout = %d; %s; %s; %s; %s"
                        .formatted(
                                store.statementTimeout().toMillis(),
                                store.lockTimeout().toMillis(),
                                store.idleInTransactionTimeout().toMillis(),
                                PLANNED_ONCE,
                                PLANNED_BY_INDEX,
                                COMMITTED_IS_SEEN,
                                COMMITTED_IS_WRITTEN));
        pool.setInitializationFailTimeout(-1);
        pool.setPoolName("store");
        pool.setMetricRegistry(metrics);
        // An error of the server may quote the row it failed on
        pool.addDataSourceProperty("logServerErrorDetail", "false");
        return new HikariDataSource(pool);
    }

    /** For migrations, which may take as long as they need. */
    @Bean(defaultCandidate = false)
    @FlywayDataSource
    DataSource migrationDataSource(StoreProperties store, ObjectProvider<EmbeddedStore> embedded) {
        Login login = login(store, embedded);
        DriverManagerDataSource each = new DriverManagerDataSource(login.url());
        each.setUsername(login.username());
        each.setPassword(login.password());
        return each;
    }

    private record Login(
            @Nullable String url,
            @Nullable String username,
            @Nullable String password) {}

    private static Login login(StoreProperties store, ObjectProvider<EmbeddedStore> embedded) {
        if (!store.isEmbedded()) {
            return new Login(store.url(), store.username(), store.password());
        }
        EmbeddedStore own = embedded.getObject();
        return new Login(own.url(), EmbeddedStore.USER, own.password());
    }

    private static long seconds(Duration time) {
        return Math.max(1, time.toSeconds());
    }

    @Bean
    JdbcClient jdbcClient(DataSource dataSource) {
        return JdbcClient.create(dataSource);
    }
}
