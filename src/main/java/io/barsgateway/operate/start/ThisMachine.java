package io.barsgateway.operate.start;

import io.barsgateway.edge.handshake.AddressRanges;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Whether an address leads nowhere but to the machine that the gateway runs on. */
final class ThisMachine {

    private ThisMachine() {}

    /** Whether a port that is opened on that host name or address is reached from this machine only. */
    static boolean isListenedOnAs(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Whether that URL leads to this machine now, by whatever name. */
    static boolean isWhereLeads(@Nullable URI url) {
        return url != null && url.getHost() != null && isListenedOnAs(url.getHost());
    }

    /**
     * Whether a request to that URL stays on this machine: {@code localhost} (RFC 6761 6.3) or a loopback address. Any other name
     * counts as another machine, whatever it leads to today.
     */
    static boolean isHostOf(@Nullable URI url) {
        if (url == null || url.getHost() == null) {
            return false;
        }
        String host = url.getHost().replace("[", "").replace("]", "");
        return host.equalsIgnoreCase("localhost") || (AddressRanges.isAddress(host) && isListenedOnAs(host));
    }
}
