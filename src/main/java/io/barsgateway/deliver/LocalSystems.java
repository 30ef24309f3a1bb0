package io.barsgateway.deliver;

import io.barsgateway.deliver.address.DeliveryAddresses;
import io.barsgateway.deliver.address.DeliveryProperties;
import io.barsgateway.fhir.identity.ServiceId;
import io.barsgateway.outbox.Work;
import io.barsgateway.outbox.WorkKind;
import io.barsgateway.outbox.attempt.RetryProperties;
import io.barsgateway.outbox.lane.Neighbours;
import io.barsgateway.receive.service.ServicesProperties.Handover;
import io.barsgateway.receive.tenant.Tenants;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The local systems that deliveries go to: a lane for each service, and one for its fallback URL. */
@Component
final class LocalSystems implements Neighbours {

    /** What an earlier version of the gateway wrote names no lane. */
    private static final String UNNAMED = "";

    private static final String FALLBACK = Work.fallbackLane("");

    private final Tenants tenants;
    private final DeliveryAddresses addresses;
    private final DeliveryProperties delivery;
    private final RetryProperties retry;

    LocalSystems(Tenants tenants, DeliveryAddresses addresses, DeliveryProperties delivery, RetryProperties retry) {
        this.tenants = tenants;
        this.addresses = addresses;
        this.delivery = delivery;
        this.retry = retry;
    }

    @Override
    public WorkKind kind() {
        return WorkKind.DELIVER;
    }

    @Override
    public String named(String lane) {
        String service = service(lane).map(ServiceId::value).orElse(lane);
        return lane.startsWith(FALLBACK) ? "fallback deliveries of " + service : "deliveries of " + service;
    }

    @Override
    public List<String> only() {
        List<String> deliverable =
                addresses.deliverable().stream().map(ServiceId::toString).toList();
        return Stream.concat(
                        Stream.of(UNNAMED),
                        deliverable.stream().flatMap(lane -> Stream.of(lane, Work.fallbackLane(lane))))
                .toList();
    }

    @Override
    public boolean takes(String lane) {
        return lane.equals(UNNAMED)
                || service(lane).filter(addresses::isDeliverable).isPresent();
    }

    @Override
    public Duration lease() {
        return delivery.lease();
    }

    @Override
    public int workers() {
        return delivery.workers();
    }

    @Override
    public int atOnce(String lane) {
        return service(lane)
                .flatMap(this::handover)
                .flatMap(handover -> Optional.ofNullable(handover.atOnce()))
                .orElse(delivery.atOnce());
    }

    @Override
    public int breakerAfter() {
        return delivery.breakerAfter();
    }

    @Override
    public Duration giveUpAfter(Work work) {
        return handover(work.service())
                .flatMap(handover -> Optional.ofNullable(handover.giveUpAfter()))
                .orElse(retry.giveUpAfter());
    }

    @Override
    public boolean hasFallback(Work work) {
        return handover(work.service())
                .filter(handover -> handover.fallback() != null)
                .isPresent();
    }

    /** Of either of its lanes. */
    private static Optional<ServiceId> service(String lane) {
        return ServiceId.ofEndpoint(lane.startsWith(FALLBACK) ? lane.substring(FALLBACK.length()) : lane);
    }

    private Optional<Handover> handover(ServiceId service) {
        return tenants.of(service).map(tenant -> tenant.declared().delivery());
    }
}
