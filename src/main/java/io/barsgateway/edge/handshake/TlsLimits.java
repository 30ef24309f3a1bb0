package io.barsgateway.edge.handshake;

import io.barsgateway.trust.chain.Authorities;

/**
 * What the JVM's TLS reads of the other side's certificates. Its own limits (8 or 10 certificates, 32 KB) would cut chains that we
 * judge, and differ from one JVM to the next. It looks at them once, so they are set before its first connection.
 */
public final class TlsLimits {

    /** Bytes of one handshake message: room for so many certificates of NHS size, with keys of 4096 bits. */
    private static final int HANDSHAKE_MESSAGE = 64 * 1024;

    private TlsLimits() {}

    /** As many certificates as we judge; what was given to the JVM by -D stays. */
    public static void set() {
        setWhereAbsent("jdk.tls.maxCertificateChainLength", Authorities.MAX_PRESENTED);
        setWhereAbsent("jdk.tls.maxHandshakeMessageSize", HANDSHAKE_MESSAGE);
    }

    private static void setWhereAbsent(String property, int value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, String.valueOf(value));
        }
    }
}
