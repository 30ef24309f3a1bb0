package io.barsgateway.operate.routes;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The YAML routes.
 *
 * @param routes folder of the YAML files; every one is loaded
 * @param routesWatch how often they are looked at for changes; 0 never
 */
@ConfigurationProperties("bars")
public record RoutesProperties(
        @DefaultValue("routes") Path routes,
        @DefaultValue("1s") Duration routesWatch) {

    public RoutesProperties {
        routes = routes.toAbsolutePath().normalize();
    }
}
