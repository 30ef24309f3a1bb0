package io.barsgateway.deliver.address;

import io.barsgateway.fhir.identity.ServiceId;
import io.barsgateway.receive.service.Authentication;
import io.barsgateway.receive.service.ServicesProperties.Confirmation;
import io.barsgateway.receive.service.ServicesProperties.Handover;
import io.barsgateway.receive.service.Tenant;
import io.barsgateway.receive.tenant.NeededOfRoutes;
import io.barsgateway.receive.tenant.Tenants;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Where each service's messages go: its own delivery.url or delivery.route, else bars.delivery.url; and where its questions go. Only
 * settings say, never a message.
 */
@Component
public final class DeliveryAddresses implements NeededOfRoutes {

    private static final String COMMON = "bars.delivery.url";

    private final Tenants tenants;
    private final Optional<Destination> common;

    public DeliveryAddresses(Tenants tenants, DeliveryProperties delivery) {
        this.tenants = tenants;
        common = Optional.ofNullable(delivery.url()).map(url -> new Destination(url, null, COMMON, delivery.auth()));
    }

    /** Whether messages of every service can be handed on. */
    public boolean areComplete() {
        return deliverable().size() == tenants.all().size();
    }

    /** Services whose messages can be handed on. What is held for one that the settings have no more waits until it is there again. */
    public List<ServiceId> deliverable() {
        return tenants.all().stream()
                .filter(tenant -> delivery(tenant).isPresent())
                .map(Tenant::id)
                .toList();
    }

    /** Whether messages of that service can be handed on. */
    public boolean isDeliverable(ServiceId service) {
        return of(service).isPresent();
    }

    Optional<Destination> of(ServiceId service) {
        return tenants.of(service).flatMap(this::delivery);
    }

    private Optional<Destination> delivery(Tenant tenant) {
        Handover handover = tenant.declared().delivery();
        return destination(handover.url(), handover.route(), setting(tenant, "delivery"), handover.auth())
                .or(() -> common);
    }

    /** Where originals go of which no view can be made. What is shown at the delivery URL is shown there too where it is the same server. */
    Optional<Destination> fallback(ServiceId service) {
        return tenants.of(service).flatMap(this::fallback);
    }

    private Optional<Destination> fallback(Tenant tenant) {
        URI fallback = tenant.declared().delivery().fallback();
        Authentication shown = delivery(tenant)
                .filter(delivery ->
                        fallback != null && delivery.url() != null && isSameServer(fallback, delivery.url()))
                .map(Destination::authentication)
                .orElse(Authentication.NONE);
        return destination(fallback, null, setting(tenant, "delivery.fallback"), shown);
    }

    Optional<Destination> decision(Tenant tenant) {
        Confirmation confirm = tenant.declared().confirm();
        return destination(confirm.url(), confirm.route(), setting(tenant, "confirm"), confirm.auth());
    }

    /** Everywhere that messages and questions of these services go. */
    List<Destination> all(List<Tenant> services) {
        List<Destination> all = new ArrayList<>(common.stream().toList());
        for (Tenant service : services) {
            Stream.of(delivery(service), fallback(service), decision(service))
                    .flatMap(Optional::stream)
                    .forEach(all::add);
        }
        return all;
    }

    @Override
    public List<Need> of(Tenant service) {
        return Stream.of(
                        need("delivery.route", service.declared().delivery().route()),
                        need("confirm.route", service.declared().confirm().route()))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Need> need(String setting, @Nullable String route) {
        return Optional.ofNullable(route).map(named -> new Need(named, setting));
    }

    private static Optional<Destination> destination(
            @Nullable URI url, @Nullable String route, String setting, Authentication authentication) {
        return url == null && route == null
                ? Optional.empty()
                : Optional.of(new Destination(url, route, setting, authentication));
    }

    private static String setting(Tenant tenant, String name) {
        return name + " of bars.services of " + tenant.id().value();
    }

    private static boolean isSameServer(URI one, URI other) {
        return Server.of(one).equals(Server.of(other));
    }
}
