package io.barsgateway.operate.health;

import io.barsgateway.outbox.duty.HeldWork;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class HealthConfiguration {

    @Bean
    Liveness liveness(HeldWork held, Clock clock) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return new Liveness(() -> held.last().at(), () -> threads.findDeadlockedThreads() != null, clock);
    }
}
