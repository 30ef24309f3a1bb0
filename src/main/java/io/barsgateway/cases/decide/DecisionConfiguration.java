package io.barsgateway.cases.decide;

import io.barsgateway.outbox.attempt.AttemptDeadline;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DecisionConfiguration {

    /** When a question to a local system ends at the latest. */
    @Bean
    AttemptDeadline decisionDeadline(
            DecisionProperties decision, @Qualifier("localSystemCalls") HttpClientConfigurer everyCall) {
        return new AttemptDeadline(decision.deadline(), everyCall);
    }
}
