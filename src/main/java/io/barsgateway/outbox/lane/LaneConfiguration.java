package io.barsgateway.outbox.lane;

import io.barsgateway.audit.watch.Alarms;
import io.barsgateway.outbox.attempt.RetryProperties;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LaneConfiguration {

    @Bean
    Lanes lanes(List<Neighbours> neighbours, RetryProperties retry, Alarms alarms, AttemptTimes times) {
        return new Lanes(neighbours, retry, alarms, times, System::nanoTime);
    }
}
