package io.barsgateway;

import io.barsgateway.fhir.MicrosecondClock;
import java.time.Clock;
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

    @Bean
    Clock clock() {
        return new MicrosecondClock(Clock.systemUTC());
    }
}
