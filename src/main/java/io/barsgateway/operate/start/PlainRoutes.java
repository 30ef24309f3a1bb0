package io.barsgateway.operate.start;

import io.barsgateway.operate.routecheck.RouteSafety;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpEndpoint;
import org.springframework.stereotype.Component;

/** Calls of routes that take messages to another machine by plain http, whatever setting their address comes from. */
@Component
final class PlainRoutes implements RouteSafety {

    private final SafetyProperties safety;

    PlainRoutes(SafetyProperties safety) {
        this.safety = safety;
    }

    @Override
    public List<Breach> breaches(CamelContext context) {
        if (safety.iKnow().contains(PlainHttp.RULE)) {
            return List.of();
        }
        return context.getEndpoints().stream()
                .filter(HttpEndpoint.class::isInstance)
                .map(HttpEndpoint.class::cast)
                .map(HttpEndpoint::getHttpUri)
                .flatMap(PlainRoutes::breach)
                .distinct()
                .toList();
    }

    private static Stream<Breach> breach(URI url) {
        return PlainHttp.reasons(Map.of("a call of a route", url)).stream()
                .map(reason -> new Breach(PlainHttp.RULE, url.getHost(), reason));
    }
}
