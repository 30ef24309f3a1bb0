package io.barsgateway.inbound;

import io.barsgateway.handshake.Addresses;
import io.barsgateway.handshake.Admission;
import io.barsgateway.handshake.Gate;
import io.barsgateway.handshake.ListenerTls;
import io.barsgateway.handshake.Refusals;
import io.barsgateway.keys.KeyMaterial;
import io.barsgateway.listener.Listener;
import io.barsgateway.listener.RequestBinding;
import io.barsgateway.pki.CallerChains;
import io.barsgateway.pki.PkiProperties;
import io.barsgateway.watch.SettingsFile;
import io.barsgateway.watch.WatchFiles;
import io.netty.handler.ssl.ClientAuth;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class InboundConfiguration {

    private static final String SUBJECT = "bars.inbound";

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
    Listener inboundListener(
            InboundProperties inbound,
            PkiProperties pki,
            @Qualifier("inboundTls") ListenerTls inboundTls,
            CallerChains callers,
            Addresses callerAddresses,
            Refusals refusals,
            Admission admission) {
        Gate gate = new Gate(callerAddresses, inbound.maxConnections(), inbound.maxConnectionsPerAddress(), refusals);
        Listener listener = new Listener(inbound.listener(gate, pki.recheck()), inboundTls, admission);
        callers.onChange(listener::recheck);
        return listener;
    }

    @Bean
    RequestBinding requestBinding() {
        return new RequestBinding();
    }
}
