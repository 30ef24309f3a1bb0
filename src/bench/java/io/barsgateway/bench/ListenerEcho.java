package io.barsgateway.bench;

import io.barsgateway.audit.trace.Tracing;
import io.barsgateway.edge.ListenerSettings;
import io.barsgateway.edge.ListenerSettings.Names;
import io.barsgateway.edge.WorkingMemory;
import io.barsgateway.edge.handshake.AddressRanges;
import io.barsgateway.edge.handshake.Admission;
import io.barsgateway.edge.handshake.AllowedAddresses;
import io.barsgateway.edge.handshake.ConnectionGate;
import io.barsgateway.edge.handshake.ListenerTls;
import io.barsgateway.edge.handshake.Peer;
import io.barsgateway.edge.handshake.Refusals;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.edge.request.HeardAnswers;
import io.barsgateway.edge.request.RequestBinding;
import io.barsgateway.trust.chain.Authorities;
import io.barsgateway.trust.chain.CallerChains;
import io.barsgateway.trust.chain.Refusal;
import io.barsgateway.trust.chain.RevocationLists;
import io.barsgateway.trust.keys.Certificates;
import io.barsgateway.trust.keys.LocalPki;
import io.netty.handler.ssl.ClientAuth;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** What the gateway's own listener costs, with its TLS, its rules and the same certificates: it answers 200 at once. */
final class ListenerEcho {

    private static final int MOST_BYTES = 5_000_000;
    private static final int MOST_CONNECTIONS = 1_000;
    private static final int WORKERS = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration RECHECK = Duration.ofMinutes(1);

    private ListenerEcho() {}

    /** @param arguments the port, and the folder of the PKI */
    public static void main(String[] arguments) throws Exception {
        LocalPki pki = new LocalPki(Path.of(arguments[1]));
        Authorities authorities = new Authorities(
                Certificates.read(pki.root()), Certificates.read(pki.issuer()), RevocationLists.none());
        CallerChains chains = new CallerChains(authorities, Clock.systemUTC(), RECHECK);
        Listener listener = new Listener(
                settings(Integer.parseInt(arguments[0])),
                new ListenerTls(List.of(pki.material("gateway")), chains, ClientAuth.REQUIRE),
                new GoodChain(chains),
                new WorkingMemory(Runtime.getRuntime().maxMemory() / 2),
                (request, status, took) -> {},
                new HeardAnswers(told -> {}, Clock.systemUTC(), Tracing.OFF));
        CamelContext camel = new DefaultCamelContext();
        camel.getRegistry().bind("listener", listener);
        camel.getRegistry().bind("binding", new RequestBinding());
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("netty-http:http://127.0.0.1:1/$process-message?httpMethodRestrict=POST"
                                + "&nettySharedHttpServer=#listener&nettyHttpBinding=#binding")
                        .setBody(constant("taken"));
            }
        });
        camel.start();
        // Until the benchmark ends this process
        listener.open();
    }

    private static ListenerSettings settings(int port) {
        Refusals refusals = new Refusals(event -> {}, Clock.systemUTC());
        AllowedAddresses addresses = new AllowedAddresses(
                "callers", new AddressRanges(List.of("127.0.0.1")), "proxies", new AddressRanges(List.of()));
        return new ListenerSettings(
                "echo",
                "127.0.0.1",
                new Names("none", List.of(), false),
                port,
                new ConnectionGate(addresses, MOST_CONNECTIONS, MOST_CONNECTIONS, refusals),
                false,
                MOST_BYTES,
                PATIENCE,
                PATIENCE,
                PATIENCE,
                PATIENCE,
                RECHECK,
                RECHECK,
                WORKERS,
                MOST_CONNECTIONS,
                PATIENCE);
    }

    /** Judges the chain of each connection, as the gateway does, and lets every name in. */
    private record GoodChain(CallerChains chains) implements Admission {

        @Override
        public Optional<Refusal> atHandshake(Peer peer) {
            return peer.verdict(chains).refusal();
        }

        @Override
        public Optional<Refusal> objection(Peer peer) {
            return atHandshake(peer);
        }
    }
}
