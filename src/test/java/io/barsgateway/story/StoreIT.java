package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.trust.keys.HomeProperties;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The embedded store is as durable, and as closed, as one that a person set up. */
@GatewayTest
class StoreIT {

    private final JdbcClient jdbc;
    private final Path home;
    private final String url;

    StoreIT(JdbcClient jdbc, HomeProperties home, DataSource dataSource) throws SQLException {
        this.jdbc = jdbc;
        this.home = home.home();
        try (var connection = dataSource.getConnection()) {
            this.url = connection.getMetaData().getURL();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "fsync, on",
        "synchronous_commit, on",
        "full_page_writes, on",
        "password_encryption, scram-sha-256",
        "listen_addresses, 127.0.0.1",
        "server_encoding, UTF8",
        "ssl, off",
        "log_min_error_statement, panic"
    })
    void a_committed_message_is_on_disk_and_nothing_is_open(String setting, String value) {
        assertThat(jdbc.sql("SELECT current_setting(?)")
                        .param(setting)
                        .query(String.class)
                        .single())
                .isEqualTo(value);
    }

    /** Weaknesses of PostgreSQL for those who are logged in have nobody to use them, and nothing to use them with. */
    @Test
    void there_is_one_user_and_no_extension() {
        assertThat(jdbc.sql("SELECT rolname FROM pg_roles WHERE rolcanlogin")
                        .query(String.class)
                        .list())
                .containsExactly("postgres");
        assertThat(jdbc.sql("SELECT extname FROM pg_extension")
                        .query(String.class)
                        .list())
                .containsExactly("plpgsql");
    }

    @Test
    void nobody_logs_in_without_the_password() {
        Properties stranger = new Properties();
        stranger.setProperty("user", "postgres");
        stranger.setProperty("password", "guessed");

        assertThatThrownBy(() -> DriverManager.getConnection(url.replaceFirst("\\?.*", ""), stranger))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void data_password_and_keys_are_the_owners_alone() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("store/data"))))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("store/password"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("pki/sender.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void bodies_are_stored_uncompressed() {
        assertThat(jdbc.sql(
                                "SELECT attstorage FROM pg_attribute WHERE attrelid = 'message'::regclass AND attname = 'body'")
                        .query(String.class)
                        .single())
                .isEqualTo("e");
    }
}
