package io.barsgateway.operate.routes;

import io.barsgateway.edge.listener.RequestBinding;
import org.apache.camel.LoggingLevel;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.netty.http.NettyHttpComponent;
import org.apache.camel.component.netty.http.NettyHttpConfiguration;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What holds for every HTTP endpoint of every route, so that no route has to say it and none can forget it: doors hand out
 * requests with empty headers and say nothing of a failure, calls follow no redirect and are made again by the outbox only.
 */
@Configuration(proxyBeanMethods = false)
class EndpointDefaults {

    @Bean
    RequestBinding requestBinding() {
        return new RequestBinding();
    }

    /** When a request is made again is for the outbox to say, not for the HTTP client. */
    @Bean
    HttpClientConfigurer ownRetriesOnly() {
        return HttpClientBuilder::disableAutomaticRetries;
    }

    @Bean
    ComponentCustomizer everyDoor(RequestBinding requestBinding) {
        return ComponentCustomizer.builder(NettyHttpComponent.class).build((name, doors) -> {
            NettyHttpConfiguration configuration = new NettyHttpConfiguration();
            configuration.setNoReplyLogLevel(LoggingLevel.OFF);
            doors.setConfiguration(configuration);
            doors.setNettyHttpBinding(requestBinding);
            doors.setMuteException(true);
        });
    }

    @Bean
    ComponentCustomizer everyCall(HttpClientConfigurer ownRetriesOnly) {
        return ComponentCustomizer.builder(HttpComponent.class).build((name, calls) -> {
            calls.setHttpClientConfigurer(ownRetriesOnly);
            calls.setFollowRedirects(false);
        });
    }
}
