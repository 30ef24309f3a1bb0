package io.barsgateway.response;

import io.barsgateway.listener.Listener;
import io.barsgateway.listener.ListenerSettings;
import io.barsgateway.pki.AddressRanges;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LocalConfiguration {

    private static final int WORKERS = 4;

    @Bean
    Listener localListener(LocalProperties local) {
        ListenerSettings settings = new ListenerSettings(
                "local",
                local.host(),
                local.port(),
                Math.toIntExact(local.maxBody().toBytes()),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                WORKERS,
                Duration.ofSeconds(10));
        return new Listener(settings, new AddressRanges(local.addresses()), null);
    }
}
