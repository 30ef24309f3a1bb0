package io.barsgateway.send.request;

import io.barsgateway.fixture.Properties;
import io.barsgateway.message.Recognition;
import io.barsgateway.receive.service.ServicesProperties;
import io.barsgateway.receive.tenant.NamedServices;
import io.barsgateway.receive.tenant.Partners;
import io.barsgateway.receive.tenant.PartnersProperties;
import io.barsgateway.receive.tenant.Tenants;
import io.barsgateway.respond.ResponseProperties;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;

/** What composes requests, with no setting but the defaults. */
final class Composers {

    private Composers() {}

    /** One whose clock stands still. */
    static ComposeRequest at(Instant now) {
        return new ComposeRequest(
                Recognition.load(),
                Properties.bind("bars.response", ResponseProperties.class, Map.of()),
                new NamedServices(
                        new Tenants(Properties.bind("bars", ServicesProperties.class, Map.of())),
                        new Partners(Properties.bind("bars", PartnersProperties.class, Map.of()))),
                UUID::randomUUID,
                Clock.fixed(now, ZoneOffset.UTC));
    }
}
