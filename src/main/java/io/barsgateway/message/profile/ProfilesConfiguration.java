package io.barsgateway.message.profile;

import io.barsgateway.receive.tenant.Tenants;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ProfilesConfiguration {

    @Bean
    Profiles profiles(ProfilesProperties properties, Tenants tenants) {
        return Profiles.of(properties, tenants);
    }
}
