package io.barsgateway.deliver.address;

import java.net.URI;
import java.util.Locale;

/**
 * What a connection leads to: an origin without its path (RFC 6454 4).
 *
 * @param scheme http or https
 * @param host in lower case, an IPv6 address without its brackets
 * @param port never left out
 */
record Server(String scheme, String host, int port) {

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    Server {
        scheme = scheme.toLowerCase(Locale.ROOT);
        host = host.toLowerCase(Locale.ROOT).replace("[", "").replace("]", "");
        port = port > 0 ? port : scheme.equals("http") ? HTTP : HTTPS;
    }

    static Server of(URI url) {
        return new Server(
                String.valueOf(url.getScheme()),
                String.valueOf(url.getHost() == null ? url.getRawAuthority() : url.getHost()),
                url.getPort());
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
