package io.barsgateway.inbound;

import io.barsgateway.fault.Fault;
import io.barsgateway.fault.FaultCode;
import java.net.InetSocketAddress;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.apache.camel.Exchange;
import org.apache.camel.component.netty.NettyConstants;
import org.springframework.stereotype.Component;

/** Takes the peer's address and certificates from the connection itself, never from anything the caller wrote. */
@Component
public final class ReadConnection {

    public Connection read(Exchange exchange) {
        InetSocketAddress remote =
                exchange.getMessage().getHeader(NettyConstants.NETTY_REMOTE_ADDRESS, InetSocketAddress.class);
        SSLSession session = exchange.getMessage().getHeader(NettyConstants.NETTY_SSL_SESSION, SSLSession.class);
        if (remote == null || session == null) {
            throw new Fault(FaultCode.FORBIDDEN, "Forbidden");
        }
        return new Connection(remote.getAddress(), chain(session));
    }

    private static List<X509Certificate> chain(SSLSession session) {
        List<X509Certificate> chain = new ArrayList<>();
        try {
            for (Certificate certificate : session.getPeerCertificates()) {
                chain.add((X509Certificate) certificate);
            }
            return chain;
        } catch (SSLPeerUnverifiedException e) {
            throw new Fault(FaultCode.FORBIDDEN, "Forbidden", e);
        }
    }
}
