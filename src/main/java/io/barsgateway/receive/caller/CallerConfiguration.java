package io.barsgateway.receive.caller;

import io.barsgateway.audit.watch.SettingsFile;
import io.barsgateway.audit.watch.WatchFiles;
import io.barsgateway.edge.handshake.AddressRanges;
import io.barsgateway.edge.handshake.AllowedAddresses;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.receive.InboundProperties;
import io.barsgateway.trust.keys.HomeProperties;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

@Configuration(proxyBeanMethods = false)
class CallerConfiguration {

    private static final String SUBJECT = "bars.caller";

    /** The listener's filter and the route's rule read the same list. */
    @Bean
    AllowedAddresses callerAddresses(CallerProperties caller, HomeProperties home, InboundProperties inbound) {
        return new AllowedAddresses(
                "bars.caller.addresses",
                new AddressRanges(addresses(caller, home)),
                "bars.inbound.trusted-proxies",
                new AddressRanges(inbound.trustedProxies()));
    }

    @Bean
    AllowedNames allowedNames(CallerProperties caller, HomeProperties home) {
        return new AllowedNames(names(caller, home));
    }

    /** Names and addresses of an edited settings file hold from the next request on, and for those connected. */
    @Bean
    CallerReload callerReload(
            AllowedNames names,
            AllowedAddresses callerAddresses,
            HomeProperties home,
            SettingsFile settings,
            WatchFiles watch,
            @Qualifier("inboundListener") Listener inbound) {
        return new CallerReload(() -> watch.watchFromStart(SUBJECT, List::of, () -> {
            CallerProperties next = settings.bind(SUBJECT, CallerProperties.class);
            AddressRanges ranges = new AddressRanges(addresses(next, home));
            names.replace(names(next, home));
            callerAddresses.replaceCallers(ranges);
            inbound.recheck();
        }));
    }

    /** Begins to watch once there is somebody to judge again. */
    record CallerReload(Runnable begin) {

        @EventListener(ApplicationReadyEvent.class)
        void ready() {
            begin.run();
        }
    }

    private static List<String> addresses(CallerProperties caller, HomeProperties home) {
        return caller.addresses() == null ? home.environment().callerAddresses() : caller.addresses();
    }

    private static List<String> names(CallerProperties caller, HomeProperties home) {
        return caller.names() == null ? home.environment().callerNames() : caller.names();
    }
}
