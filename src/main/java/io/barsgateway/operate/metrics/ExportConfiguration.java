package io.barsgateway.operate.metrics;

import io.barsgateway.trust.keys.HomeProperties;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.system.DiskSpaceMetrics;
import org.apache.camel.component.micrometer.routepolicy.MicrometerRoutePolicyConfiguration;
import org.apache.camel.component.micrometer.routepolicy.MicrometerRoutePolicyFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ExportConfiguration {

    /** Each set of routes takes it out of Spring; a set that is replaced takes its lines with it. */
    @Bean
    MicrometerRoutePolicyFactory routeMetrics(MeterRegistry registry) {
        MicrometerRoutePolicyConfiguration counted = new MicrometerRoutePolicyConfiguration();
        counted.setContextEnabled(false);
        // All that have not failed; and what only a queue that redelivers could say
        counted.setExchangesSucceeded(false);
        counted.setExternalRedeliveries(false);
        MicrometerRoutePolicyFactory factory = new MicrometerRoutePolicyFactory();
        factory.setMeterRegistry(registry);
        factory.setPolicyConfiguration(counted);
        factory.setSkipCamelInfo(true);
        return factory;
    }

    /** Of the disk that the home is on: the embedded store and the revocation lists. */
    @Bean
    DiskSpaceMetrics disk(HomeProperties home, MeterRegistry registry) {
        DiskSpaceMetrics disk = new DiskSpaceMetrics(home.home().toFile());
        disk.bindTo(registry);
        return disk;
    }
}
