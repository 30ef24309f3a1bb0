package io.barsgateway.cases.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barsgateway.fixture.Properties;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReachStoreTest {

    private static StoreProperties store(String url) {
        return Properties.bind(
                "bars.store",
                StoreProperties.class,
                Map.of("bars.store.url", url, "bars.store.username", "anna", "bars.store.password", "hidden"));
    }

    @Test
    void nobody_is_asked_about_an_embedded_store() {
        assertThat(ReachStore.ask(store(""))).isEqualTo("embedded, started with the gateway");
    }

    @Test
    void a_url_of_another_kind_is_told_without_its_secrets() {
        assertThatThrownBy(() -> ReachStore.ask(store("postgres://anna:secret@db/bars")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("bars.store.url does not answer")
                .message()
                .doesNotContain("secret", "hidden", "anna");
    }
}
