package io.barsgateway.operate.routebuild;

import io.barsgateway.deliver.address.DeliveryProperties;
import io.barsgateway.edge.LimitsProperties;
import io.barsgateway.edge.request.RequestBinding;
import io.barsgateway.outbox.attempt.AttemptDeadline;
import org.apache.camel.LoggingLevel;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.netty.NettyComponent;
import org.apache.camel.component.netty.NettyConfiguration;
import org.apache.camel.component.netty.http.NettyHttpComponent;
import org.apache.camel.component.netty.http.NettyHttpConfiguration;
import org.apache.camel.spi.ComponentCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What holds for every HTTP endpoint of every route, so that no route has to say it and none can forget it: doors hand out
 * requests with empty headers and say nothing of a failure, calls follow no redirect, are made again by the outbox only, and read
 * no more of an answer than bars.limits.answer.
 */
@Configuration(proxyBeanMethods = false)
class EndpointDefaults {

    private static final int MANY = 1000;

    @Bean
    RequestBinding requestBinding() {
        return new RequestBinding();
    }

    /** When a request is made again is for the outbox to say, not for the HTTP client; and no answer is read without an end. */
    @Bean
    HttpClientConfigurer ownRetriesAndNoEndlessAnswer(LimitsProperties limits) {
        BoundedAnswer bound = new BoundedAnswer(limits.answer().toBytes());
        return client -> client.disableAutomaticRetries().addExecInterceptorFirst("bounded-answer", bound);
    }

    @Bean
    ComponentCustomizer everyDoor(RequestBinding requestBinding, DeliveryProperties delivery) {
        return ComponentCustomizer.builder(NettyHttpComponent.class).build((name, doors) -> {
            NettyHttpConfiguration configuration = new NettyHttpConfiguration();
            configuration.setRequestTimeout(delivery.deadline().toMillis());
            configuration.setNoReplyLogLevel(LoggingLevel.OFF);
            doors.setConfiguration(configuration);
            doors.setNettyHttpBinding(requestBinding);
            doors.setMuteException(true);
        });
    }

    /** Netty waits for an answer without an end; of a call that is not HTTP it is the only component here. */
    @Bean
    ComponentCustomizer everySocket(DeliveryProperties delivery) {
        return ComponentCustomizer.builder(NettyComponent.class)
                .withCondition((name, component) -> !(component instanceof NettyHttpComponent))
                .build((name, sockets) -> {
                    NettyConfiguration configuration = new NettyConfiguration();
                    configuration.setRequestTimeout(delivery.deadline().toMillis());
                    sockets.setConfiguration(configuration);
                });
    }

    /** A call that names no end of its own ends as a delivery does, so that none keeps a worker for ever. */
    @Bean
    AttemptDeadline everyDeadline(DeliveryProperties delivery, HttpClientConfigurer ownRetriesAndNoEndlessAnswer) {
        return new AttemptDeadline(delivery.deadline(), ownRetriesAndNoEndlessAnswer);
    }

    @Bean
    ComponentCustomizer everyCall(DeliveryProperties delivery, AttemptDeadline everyDeadline) {
        return ComponentCustomizer.builder(HttpComponent.class).build((name, calls) -> {
            calls.setHttpClientConfigurer(everyDeadline);
            calls.setConnectTimeout(delivery.connectTimeout().toMillis());
            calls.setResponseTimeout(delivery.responseTimeout().toMillis());
            calls.setFollowRedirects(false);
            // How many may go to one host at once is for the lanes of the outbox to say, not for the HTTP client
            calls.setMaxTotalConnections(MANY);
            calls.setConnectionsPerRoute(MANY);
        });
    }
}
