package io.barsgateway.operate.start;

import io.barsgateway.audit.incident.AlarmsProperties;
import io.barsgateway.audit.trace.TracingProperties;
import io.barsgateway.deliver.address.DeliveryProperties;
import io.barsgateway.receive.service.Authentication;
import io.barsgateway.receive.service.ServicesProperties;
import io.barsgateway.receive.service.ServicesProperties.Declared;
import io.barsgateway.receive.service.Tenant;
import io.barsgateway.send.proxy.SenderProperties;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The settings whose URL takes messages, tokens or alarms to another machine by plain http, where whoever is on the network reads
 * and changes them. Revocation lists and OCSP are not among them: they are signed, and the NHS publishes them by http.
 */
@Component
record PlainHttp(
        DeliveryProperties delivery,
        ServicesProperties services,
        SenderProperties sender,
        AlarmsProperties alarms,
        TracingProperties tracing) {

    /** Its name, as bars.i-know takes it. */
    static final String RULE = "plain-http";

    /** One sentence for each. */
    List<String> reasons() {
        Map<String, @Nullable URI> urls = new LinkedHashMap<>();
        urls.put("bars.delivery.url", delivery.url());
        urls.put("bars.delivery.auth.oauth2.token-url", tokenUrl(delivery.auth()));
        urls.putAll(urls(services.tenants()));
        urls.put("bars.sender.api", sender.api());
        urls.put("bars.sender.token-url", sender.tokenUrl());
        urls.put("bars.alarms.webhook", alarms.webhook());
        urls.put("bars.alarms.escalate-to", alarms.escalateTo());
        urls.put("bars.tracing.endpoint", tracing.endpoint());
        return reasons(urls);
    }

    /** The same of services alone. */
    static List<String> reasons(List<Tenant> services) {
        return reasons(urls(services));
    }

    private static Map<String, @Nullable URI> urls(List<Tenant> services) {
        Map<String, @Nullable URI> urls = new LinkedHashMap<>();
        for (Tenant service : services) {
            Declared declared = service.declared();
            String of = "bars.services of " + declared.id() + " ";
            urls.put(of + "delivery.url", declared.delivery().url());
            urls.put(of + "delivery.fallback", declared.delivery().fallback());
            urls.put(of + "confirm.url", declared.confirm().url());
            urls.put(
                    of + "delivery.auth.oauth2.token-url",
                    tokenUrl(declared.delivery().auth()));
            urls.put(
                    of + "confirm.auth.oauth2.token-url",
                    tokenUrl(declared.confirm().auth()));
        }
        return urls;
    }

    private static @Nullable URI tokenUrl(Authentication auth) {
        return auth.oauth2() == null ? null : auth.oauth2().tokenUrl();
    }

    /** The same of these, each by the words that name it. */
    static List<String> reasons(Map<String, ? extends @Nullable URI> urls) {
        List<String> reasons = new ArrayList<>();
        urls.forEach((setting, url) -> {
            if (url != null && "http".equalsIgnoreCase(url.getScheme()) && !ThisMachine.isHostOf(url)) {
                reasons.add(setting + " is plain http to another machine, " + url.getHost()
                        + ": use https (the setting roots beside it names the CA), or name plain-http in bars.i-know");
            }
        });
        return reasons;
    }
}
