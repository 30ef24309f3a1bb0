package io.barsgateway.audit.trace;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TraceConfiguration {

    @Bean(destroyMethod = "close")
    Collector collector(TracingProperties properties, DroppedSpans dropped) {
        return Collector.of(properties, dropped);
    }

    @Bean
    Tracing tracing(Collector collector) {
        return new Tracing(collector.telemetry());
    }
}
