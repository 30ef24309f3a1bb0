package io.barsgateway.audit.metrics;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MetricsConfiguration {

    /** More services than anybody serves, those that were served before a change of the settings among them. */
    private static final int SERVICES = 2000;

    /** The gateway's own routes are 60; the rest is for those of its users. */
    private static final int ROUTES = 300;

    /**
     * What the documents name. A route of a user's own that counts by itself would bring labels without a bound, or out of a message:
     * nothing of it is exported.
     */
    private static final List<String> KNOWN = List.of(
            "bars.events",
            "bars.requests",
            "bars.attempts",
            "bars.held",
            "camel.exchanges.",
            "camel.route.policy",
            "hikaricp.",
            "disk.",
            "jvm.",
            "process.",
            "system.");

    /** There on some collectors of the JVM only. */
    private static final String ON_SOME_JVMS = "jvm.gc.concurrent";

    @Bean
    PrometheusMeterRegistry meterRegistry() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        registry.config()
                .meterFilter(MeterFilter.denyUnless(id -> KNOWN.stream().anyMatch(id.getName()::startsWith)))
                .meterFilter(MeterFilter.denyNameStartsWith(ON_SOME_JVMS))
                .meterFilter(MeterFilter.replaceTagValues("service", new BoundedLabel(SERVICES)::of))
                .meterFilter(MeterFilter.replaceTagValues("routeId", new BoundedLabel(ROUTES)::of));
        List.of(
                        new JvmMemoryMetrics(),
                        new JvmThreadMetrics(),
                        new ProcessorMetrics(),
                        new UptimeMetrics(),
                        new FileDescriptorMetrics())
                .forEach(binder -> binder.bindTo(registry));
        return registry;
    }

    /** Apart, since it listens to the JVM until it is closed. */
    @Bean
    JvmGcMetrics garbageCollection(PrometheusMeterRegistry registry) {
        JvmGcMetrics collections = new JvmGcMetrics();
        collections.bindTo(registry);
        return collections;
    }
}
