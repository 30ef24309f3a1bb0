package io.barsgateway.inbound;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.List;

/** Who is at the other end of the TLS connection: the peer's address and the chain it presented, leaf first. */
public record Connection(InetAddress address, List<X509Certificate> chain) {

    public Connection {
        chain = List.copyOf(chain);
    }
}
