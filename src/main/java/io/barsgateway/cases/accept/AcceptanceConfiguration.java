package io.barsgateway.cases.accept;

import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AcceptanceConfiguration {

    /** New ids, for resources and messages. */
    @Bean
    Supplier<UUID> newIds() {
        return UUID::randomUUID;
    }
}
