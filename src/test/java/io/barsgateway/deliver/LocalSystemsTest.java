package io.barsgateway.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.deliver.address.DeliveryAddresses;
import io.barsgateway.deliver.address.DeliveryProperties;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fixture.Properties;
import io.barsgateway.outbox.Work;
import io.barsgateway.outbox.attempt.RetryProperties;
import io.barsgateway.receive.service.ServicesProperties;
import io.barsgateway.receive.tenant.Tenants;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two services: one with a local system that takes one message at once, one that has no place for messages yet. */
class LocalSystemsTest {

    private static final String SLOW = Systems.SERVICE_ID + "|2000011111";
    private static final String NOWHERE = Systems.SERVICE_ID + "|2000022222";

    private final LocalSystems systems = systems();

    private static LocalSystems systems() {
        Map<String, String> settings = new HashMap<>();
        for (int i = 0; i < 2; i++) {
            settings.put("bars.services[" + i + "].use-cases", "all");
            settings.put("bars.services[" + i + "].versions", "all");
        }
        settings.put("bars.services[0].id", "2000011111");
        settings.put("bars.services[0].delivery.url", "https://pas.test/in");
        settings.put("bars.services[0].delivery.fallback", "https://pas.test/originals");
        settings.put("bars.services[0].delivery.at-once", "1");
        settings.put("bars.services[1].id", "2000022222");
        Tenants tenants = new Tenants(Properties.bind("bars", ServicesProperties.class, settings));
        DeliveryProperties delivery = Properties.bind("bars.delivery", DeliveryProperties.class, Map.of());
        return new LocalSystems(
                tenants,
                new DeliveryAddresses(tenants, delivery),
                delivery,
                Properties.bind("bars.retry", RetryProperties.class, Map.of()));
    }

    @Test
    void work_is_taken_of_both_lanes_of_a_service_that_has_a_place() {
        assertThat(systems.only()).containsExactly("", SLOW, Work.fallbackLane(SLOW));
    }

    @Test
    void each_lane_that_work_is_taken_of_is_taken() {
        assertThat(systems.only()).allMatch(systems::takes);
        assertThat(systems.takes(NOWHERE)).isFalse();
        assertThat(systems.takes(Work.fallbackLane(NOWHERE))).isFalse();
        assertThat(systems.takes(Systems.SERVICE_ID + "|2000033333")).isFalse();
    }

    /** The fallback may be the same machine. */
    @Test
    void a_service_has_as_many_at_once_in_both_of_its_lanes() {
        assertThat(systems.atOnce(SLOW)).isEqualTo(1);
        assertThat(systems.atOnce(Work.fallbackLane(SLOW))).isEqualTo(1);
    }

    @Test
    void a_service_that_sets_nothing_has_what_all_have() {
        assertThat(systems.atOnce(NOWHERE)).isEqualTo(4);
        assertThat(systems.atOnce("")).isEqualTo(4);
    }

    @Test
    void operators_read_the_number_of_the_service() {
        assertThat(systems.named(SLOW)).isEqualTo("deliveries of 2000011111");
        assertThat(systems.named(Work.fallbackLane(SLOW))).isEqualTo("fallback deliveries of 2000011111");
        assertThat(systems.named("old")).isEqualTo("deliveries of old");
    }
}
