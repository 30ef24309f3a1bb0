package io.barsgateway.response;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The local side: where local systems report outcomes and monitors ask for health. It has no certificates yet, so it stays on
 * loopback or on a network that only local systems share.
 *
 * @param host address to listen on
 * @param port 0 takes a free one
 * @param addresses IP addresses and CIDR ranges that may connect
 * @param maxBody largest outcome
 */
@ConfigurationProperties("bars.local")
public record LocalProperties(
        @DefaultValue("127.0.0.1") String host,
        @DefaultValue("8080") int port,
        @DefaultValue({"127.0.0.0/8", "::1"}) List<String> addresses,
        @DefaultValue("1MB") DataSize maxBody) {

    public LocalProperties {
        addresses = List.copyOf(addresses);
    }
}
