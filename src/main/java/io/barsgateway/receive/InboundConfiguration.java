package io.barsgateway.receive;

import io.barsgateway.audit.Audit;
import io.barsgateway.audit.trace.Tracing;
import io.barsgateway.audit.watch.SettingsFile;
import io.barsgateway.audit.watch.WatchFiles;
import io.barsgateway.edge.AnsweredRequests;
import io.barsgateway.edge.LimitsProperties;
import io.barsgateway.edge.WorkingMemory;
import io.barsgateway.edge.handshake.Admission;
import io.barsgateway.edge.handshake.AllowedAddresses;
import io.barsgateway.edge.handshake.ConnectionGate;
import io.barsgateway.edge.handshake.ListenerTls;
import io.barsgateway.edge.handshake.Refusals;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.edge.request.HeardAnswers;
import io.barsgateway.trust.chain.CallerChains;
import io.barsgateway.trust.chain.PkiProperties;
import io.barsgateway.trust.keys.KeyMaterial;
import io.netty.handler.ssl.ClientAuth;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class InboundConfiguration {

    private static final String SUBJECT = "bars.inbound";

    /** Of both listeners together. */
    @Bean
    WorkingMemory workingMemory(LimitsProperties limits) {
        return new WorkingMemory(Runtime.getRuntime().maxMemory() / 100 * limits.heapPercent());
    }

    @Bean
    ListenerTls inboundTls(
            InboundProperties inbound, CallerChains callers, SettingsFile settings, WatchFiles watch, Clock clock) {
        OwnCertificates certificates = new OwnCertificates(callers, clock);
        List<KeyMaterial> first = certificates.read(inbound);
        ClientAuth clients = inbound.clientCertificate() == InboundProperties.ClientCertificate.REQUIRED
                ? ClientAuth.REQUIRE
                : ClientAuth.NONE;
        ListenerTls tls = new ListenerTls(first, callers, clients);
        watch.watch(
                SUBJECT,
                () -> settings.bind(SUBJECT, InboundProperties.class).files(),
                () -> tls.present(certificates.successors(tls.own(), settings.bind(SUBJECT, InboundProperties.class))));
        return tls;
    }

    @Bean
    HeardAnswers heardAnswers(Audit audit, Clock clock, Tracing tracing) {
        return new HeardAnswers(audit, clock, tracing);
    }

    @Bean
    Listener inboundListener(
            InboundProperties inbound,
            PkiProperties pki,
            @Qualifier("inboundTls") ListenerTls inboundTls,
            CallerChains callers,
            AllowedAddresses callerAddresses,
            Refusals refusals,
            Admission admission,
            WorkingMemory memory,
            AnsweredRequests answered,
            HeardAnswers answers) {
        ConnectionGate gate = new ConnectionGate(
                callerAddresses, inbound.maxConnections(), inbound.maxConnectionsPerAddress(), refusals);
        Listener listener =
                new Listener(inbound.listener(gate, pki.recheck()), inboundTls, admission, memory, answered, answers);
        callers.onChange(listener::recheck);
        return listener;
    }
}
