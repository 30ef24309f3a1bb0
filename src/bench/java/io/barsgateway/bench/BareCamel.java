package io.barsgateway.bench;

import io.barsgateway.trust.keys.Certificates;
import io.barsgateway.trust.keys.ClientTls;
import io.barsgateway.trust.keys.LocalPki;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.jsse.SSLContextParameters;

/** What Camel alone can carry: a netty-http route over TLS-MA that answers 200 and does nothing. */
final class BareCamel {

    private BareCamel() {}

    /** @param arguments the port, and the folder of the PKI */
    public static void main(String[] arguments) throws Exception {
        LocalPki pki = new LocalPki(Path.of(arguments[1]));
        SSLContext tls = ClientTls.context(Certificates.read(pki.root()), pki.material("gateway"));
        CamelContext camel = new DefaultCamelContext();
        camel.getRegistry().bind("tls", new Ready(tls));
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("netty-http:https://127.0.0.1:" + arguments[0]
                                + "/$process-message?ssl=true&needClientAuth=true&sslContextParameters=#tls"
                                + "&chunkedMaxContentLength=10000000")
                        .setBody(constant("taken"));
            }
        });
        // Until the benchmark ends this process
        camel.start();
    }

    /** A context that is made already. */
    private static final class Ready extends SSLContextParameters {

        private final SSLContext made;

        private Ready(SSLContext made) {
            this.made = made;
        }

        @Override
        public SSLContext createSSLContext(CamelContext camel) {
            return made;
        }
    }
}
