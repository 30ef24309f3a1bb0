package io.barsgateway.message;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MessageConfiguration {

    @Bean
    Recognition recognition() {
        return Recognition.load();
    }
}
