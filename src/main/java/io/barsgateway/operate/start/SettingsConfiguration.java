package io.barsgateway.operate.start;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

@Configuration(proxyBeanMethods = false)
class SettingsConfiguration {

    /** Static: it looks before anything else is made. */
    @Bean
    static KnownSettings knownSettings(ConfigurableEnvironment environment) {
        return new KnownSettings(environment);
    }
}
