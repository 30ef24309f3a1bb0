package io.barsgateway.local;

import io.barsgateway.audit.trace.Tracing;
import io.barsgateway.audit.watch.WatchFiles;
import io.barsgateway.edge.ListenerSettings;
import io.barsgateway.edge.ListenerSettings.Names;
import io.barsgateway.edge.WorkingMemory;
import io.barsgateway.edge.handshake.AddressRanges;
import io.barsgateway.edge.handshake.Admission;
import io.barsgateway.edge.handshake.AllowedAddresses;
import io.barsgateway.edge.handshake.ConnectionGate;
import io.barsgateway.edge.handshake.ListenerTls;
import io.barsgateway.edge.handshake.Refusals;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.edge.request.HeardAnswers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LocalConfiguration {

    private static final String SUBJECT = "bars.local";
    private static final int WORKERS = 4;
    private static final int CONNECTIONS = 200;
    private static final Duration MOMENT = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration IDLE = Duration.ofSeconds(60);

    @Bean
    Listener localListener(
            LocalProperties local,
            Refusals refusals,
            WatchFiles watch,
            Clock clock,
            WorkingMemory memory,
            Tracing tracing) {
        AllowedAddresses addresses = new AllowedAddresses(
                "bars.local.addresses",
                new AddressRanges(local.addresses()),
                "no setting: the local side has no proxies",
                new AddressRanges(List.of()));
        ListenerSettings settings = new ListenerSettings(
                "local",
                local.host(),
                new Names("bars.local.names", local.names(), true),
                local.port(),
                new ConnectionGate(addresses, CONNECTIONS, CONNECTIONS, refusals),
                false,
                Math.toIntExact(local.maxBody().toBytes()),
                MOMENT,
                PATIENCE,
                Duration.ZERO,
                PATIENCE,
                IDLE,
                IDLE,
                WORKERS,
                CONNECTIONS,
                PATIENCE);
        // Its reads and reports have audit rows of their own, and its requests are counted by the routes that they go
        // to
        HeardAnswers answers = new HeardAnswers(event -> {}, clock, tracing);
        return new Listener(
                settings, tls(local, watch, clock), Admission.OPEN, memory, (request, status, took) -> {}, answers);
    }

    private static @Nullable ListenerTls tls(LocalProperties local, WatchFiles watch, Clock clock) {
        if (local.certificate() == null) {
            return null;
        }
        LocalTls tls = new LocalTls(local, local.certificate(), clock, IDLE);
        watch.watch(SUBJECT, local::tlsFiles, tls::takeFiles);
        return tls.listener();
    }
}
