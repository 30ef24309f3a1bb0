package io.barsgateway;

import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;

/** The gateway: everything but the simulator and the command line. */
@SpringBootApplication
@ConfigurationPropertiesScan
@ComponentScan(
        excludeFilters =
                @ComponentScan.Filter(type = FilterType.REGEX, pattern = "io\\.barsgateway\\.(simulator|cli)\\..*"))
public class BarsApplication {

    /** In microseconds, which is what the store keeps: a time read back equals the time written. */
    @Bean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1000));
    }
}
