package io.barsgateway.trust.keys;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the gateway keeps what is its own, and which environment it serves.
 *
 * @param home folder of the embedded store and of the local PKI; made with mode 0700 where it is missing
 * @param environment one of local, sandbox, int, prod; brings that environment's presets
 */
@ConfigurationProperties("bars")
public record HomeProperties(
        @DefaultValue(".bars") Path home,
        @DefaultValue("local") Environment environment) {

    public HomeProperties {
        home = home.toAbsolutePath().normalize();
    }
}
