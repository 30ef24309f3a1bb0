package io.barsgateway.edge.guard;

import io.barsgateway.edge.ListenerSettings;
import io.barsgateway.edge.handshake.ListenerTls;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The names that a listener answers to (RFC 9110 7.4): those of its certificates, its own host, {@code localhost} and what settings
 * add. An IP address is always one: only a name can be made to lead here by somebody else, as a web page does that reaches for
 * what listens on the reader's own machine.
 */
public final class OwnNames {

    private final Set<String> known;
    private final boolean closed;
    private final String setting;
    private final @Nullable ListenerTls tls;

    public OwnNames(ListenerSettings settings, @Nullable ListenerTls tls) {
        this.tls = tls;
        setting = settings.names().setting();
        closed = settings.names().closed();
        known = Stream.concat(Stream.of("localhost", settings.host()), settings.names().more().stream())
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    boolean contain(HostField host) {
        return !closed || host.isAddress() || known.contains(host.name()) || (tls != null && tls.isFor(host.name()));
    }

    /** Where one is added. */
    String setting() {
        return setting;
    }
}
