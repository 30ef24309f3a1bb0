package io.barsgateway.cases.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.barsgateway.receive.InboundProperties;
import io.barsgateway.trust.keys.HomeProperties;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    /** Connections beside those that requests hold: claims, settlements, the local side, health. */
    private static final int BACKGROUND = 8;

    /** The embedded server; made only where {@link StoreProperties} names no other. */
    @Bean
    @Lazy
    EmbeddedStore embeddedStore(HomeProperties home, StoreProperties store) {
        return EmbeddedStore.start(home.home(), store.binaries());
    }

    @Bean
    HikariDataSource dataSource(
            StoreProperties store, InboundProperties inbound, ObjectProvider<EmbeddedStore> embedded) {
        HikariConfig pool = new HikariConfig();
        EmbeddedStore own = store.isEmbedded() ? embedded.getObject() : null;
        pool.setJdbcUrl(own == null ? store.url() : own.url());
        pool.setUsername(own == null ? store.username() : EmbeddedStore.USER);
        pool.setPassword(own == null ? store.password() : own.password());
        pool.setMaximumPoolSize(inbound.workers() + BACKGROUND);
        pool.setConnectionTimeout(store.connectTimeout().toMillis());
        pool.setInitializationFailTimeout(-1);
        pool.setPoolName("store");
        // An error of the server may quote the row it failed on
        pool.addDataSourceProperty("logServerErrorDetail", "false");
        return new HikariDataSource(pool);
    }

    @Bean
    JdbcClient jdbcClient(DataSource dataSource) {
        return JdbcClient.create(dataSource);
    }
}
