package io.barsgateway.deliver.address;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.Properties;
import io.barsgateway.receive.service.Authentication;
import io.barsgateway.receive.service.ServicesProperties;
import io.barsgateway.receive.service.Tenant;
import io.barsgateway.receive.tenant.NeededOfRoutes.Need;
import io.barsgateway.receive.tenant.Tenants;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where messages and questions of a service go, and what is shown there. */
class DeliveryAddressesTest {

    private static Tenants tenants(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "bars.services[0].id", FarSide.ANY,
                "bars.services[0].use-cases", "all",
                "bars.services[0].versions", "all"));
        settings.forEach((name, value) -> all.put("bars.services[0]." + name, value));
        return new Tenants(Properties.bind("bars", ServicesProperties.class, all));
    }

    private static DeliveryAddresses addresses(Tenants tenants, Map<String, String> common) {
        return new DeliveryAddresses(tenants, Properties.bind("bars.delivery", DeliveryProperties.class, common));
    }

    private static Tenant first(Tenants tenants) {
        return tenants.all().get(0);
    }

    @Test
    void a_services_own_url_and_secret_come_before_the_common_ones() {
        Map<String, String> common =
                Map.of("bars.delivery.url", "https://all.test/", "bars.delivery.auth.bearer-file", "all.token");
        Tenants own = tenants(Map.of("delivery.url", "https://own.test/in"));
        Destination destination = addresses(own, common).of(first(own).id()).orElseThrow();
        assertThat(destination.url()).hasToString("https://own.test/in");
        assertThat(destination.authentication().isNone()).isTrue();

        Tenants without = tenants(Map.of());
        Destination shared = addresses(without, common).of(first(without).id()).orElseThrow();
        assertThat(shared.url()).hasToString("https://all.test/");
        assertThat(shared.authentication().bearerFile()).hasToString("all.token");
    }

    @Test
    void a_place_reads_as_an_operator_would_say_it() {
        Tenants own = tenants(Map.of("delivery.url", "https://own.test/in?key=secret"));

        assertThat(addresses(own, Map.of()).of(first(own).id()).orElseThrow().toString())
                .startsWith("https://own.test/in (")
                .doesNotContain("secret", "Destination", "null");
    }

    @Test
    void a_service_with_a_route_can_be_delivered_to() {
        Tenants routed = tenants(Map.of("delivery.route", "direct:pas", "confirm.route", "direct:pas-decide"));
        DeliveryAddresses addresses = addresses(routed, Map.of());

        assertThat(addresses.areComplete()).isTrue();
        assertThat(addresses.of(first(routed).id()).map(Destination::route)).contains("direct:pas");
        assertThat(addresses.decision(first(routed)).map(Destination::route)).contains("direct:pas-decide");
        assertThat(addresses.of(first(routed)))
                .containsExactly(
                        new Need("direct:pas", "delivery.route"), new Need("direct:pas-decide", "confirm.route"));
    }

    @Test
    void without_any_place_its_messages_are_held() {
        Tenants nowhere = tenants(Map.of());
        DeliveryAddresses addresses = addresses(nowhere, Map.of());

        assertThat(addresses.areComplete()).isFalse();
        assertThat(addresses.deliverable()).isEmpty();
        assertThat(addresses.of(first(nowhere).id())).isEqualTo(Optional.empty());
    }

    @Test
    void a_fallback_gets_the_secret_only_on_the_same_server() {
        Map<String, String> service =
                Map.of("delivery.url", "https://pas.test/in", "delivery.auth.bearer-file", "pas.token");
        assertThat(fallback(service, "https://PAS.test:443/originals").isNone()).isFalse();
        assertThat(fallback(service, "https://pas.test:8443/originals").isNone())
                .isTrue();
        assertThat(fallback(service, "http://pas.test:443/originals").isNone()).isTrue();
        assertThat(fallback(service, "https://other.test/originals").isNone()).isTrue();
    }

    @Test
    void the_common_place_is_shown_its_secret_for_a_fallback_too() {
        Map<String, String> common =
                Map.of("bars.delivery.url", "https://all.test/in", "bars.delivery.auth.bearer-file", "all.token");
        assertThat(fallback(Map.of(), "https://all.test/originals", common).bearerFile())
                .hasToString("all.token");
        assertThat(fallback(Map.of(), "https://other.test/originals", common).isNone())
                .isTrue();
        assertThat(fallback(Map.of("delivery.url", "https://pas.test/"), "https://all.test/originals", common)
                        .isNone())
                .as("nothing of its messages goes to the common place")
                .isTrue();
        assertThat(fallback(Map.of("delivery.route", "direct:pas"), "https://all.test/originals", common)
                        .isNone())
                .isTrue();
    }

    private static Authentication fallback(Map<String, String> service, String url) {
        return fallback(service, url, Map.of());
    }

    private static Authentication fallback(Map<String, String> service, String url, Map<String, String> common) {
        Map<String, String> all = new HashMap<>(service);
        all.put("delivery.fallback", url);
        Tenants tenants = tenants(all);
        return addresses(tenants, common)
                .fallback(first(tenants).id())
                .orElseThrow()
                .authentication();
    }
}
