package io.barsgateway.operate.routebuild;

import io.barsgateway.deliver.mapping.Mappings;
import io.barsgateway.operate.routefiles.RouteSet;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.DefaultCamelContextNameStrategy;
import org.apache.camel.main.DefaultConfigurationConfigurer;
import org.apache.camel.spi.BeanRepository;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.spi.PropertiesComponent;
import org.apache.camel.spi.PropertiesSource;
import org.apache.camel.spi.Resource;
import org.apache.camel.spring.boot.CamelConfigurationProperties;
import org.apache.camel.spring.boot.threadpool.CamelThreadPoolConfigurationProperties;
import org.apache.camel.spring.spi.ApplicationContextBeanRepository;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Makes a Camel context for one set of route files, over the same beans, settings and thread pools as Spring's own. Its routes are
 * built and checked by Camel and do not run until they are told to.
 */
@Component
public final class RouteContexts {

    private final ApplicationContext spring;
    private final CamelContext first;
    private final CamelConfigurationProperties settings;
    private final CamelThreadPoolConfigurationProperties pools;
    private final AtomicInteger count = new AtomicInteger(1);

    RouteContexts(
            ApplicationContext spring,
            CamelContext first,
            CamelConfigurationProperties settings,
            CamelThreadPoolConfigurationProperties pools) {
        this.spring = spring;
        this.first = first;
        this.settings = settings;
        this.pools = pools;
    }

    /** Whatever Camel finds wrong with the set is its exception. */
    public CamelContext build(RouteSet set, Mappings mappings) throws Exception {
        return build(set, mappings, null);
    }

    /** @param roundEveryStep what stands round each step of these routes; null for nothing */
    public CamelContext build(RouteSet set, Mappings mappings, @Nullable InterceptStrategy roundEveryStep)
            throws Exception {
        DefaultCamelContext context = new DefaultCamelContext(false);
        try {
            configure(context);
            context.getCamelContextExtension().addContextPlugin(Mappings.class, mappings);
            if (roundEveryStep != null) {
                context.getCamelContextExtension().addInterceptStrategy(roundEveryStep);
            }
            List<Resource> files = set.routes().entrySet().stream()
                    .map(file -> ResourceHelper.fromBytes(
                            "file:" + file.getKey(), file.getValue().getBytes(StandardCharsets.UTF_8)))
                    .toList();
            PluginHelper.getRoutesLoader(context).loadRoutes(files);
            context.setAutoStartup(false);
            context.start();
            return context;
        } catch (Exception | LinkageError | StackOverflowError e) {
            context.stop();
            throw e;
        }
    }

    /** Spring's own context runs the set of the start: it gets that set's mappings. */
    public void equipFirst(Mappings mappings) {
        first.getCamelContextExtension().addContextPlugin(Mappings.class, mappings);
        ClosedSets.addTo(first);
    }

    private void configure(DefaultCamelContext context) throws Exception {
        BeanRepository beans = new ApplicationContextBeanRepository(spring);
        context.getCamelContextExtension().setRegistry(new DefaultRegistry(beans));
        context.build();
        ClosedSets.addTo(context);
        DefaultConfigurationConfigurer.configure(context, settings.getMain());
        DefaultConfigurationConfigurer.afterConfigure(context);
        DefaultConfigurationConfigurer.afterPropertiesSet(context);
        // Only now: what was configured may have brought its own properties component
        PropertiesComponent properties = context.getPropertiesComponent();
        properties.addPropertiesSource(new Settings(spring.getEnvironment()));
        properties.addPropertiesFunction(new MillisPlaceholder.Function(spring.getEnvironment()));
        context.setNameStrategy(new DefaultCamelContextNameStrategy(first.getName() + "-" + count.incrementAndGet()));
        ExecutorServiceManager mine = context.getExecutorServiceManager();
        ExecutorServiceManager its = first.getExecutorServiceManager();
        pools.getConfig().keySet().forEach(pool -> mine.registerThreadPoolProfile(its.getThreadPoolProfile(pool)));
    }

    /** What Spring knows, the settings of the gateway among it. */
    private record Settings(Environment environment) implements PropertiesSource {

        @Override
        public String getName() {
            return "settings";
        }

        @Override
        public @Nullable String getProperty(String name) {
            return environment.getProperty(name);
        }
    }
}
