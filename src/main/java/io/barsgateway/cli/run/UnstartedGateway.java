package io.barsgateway.cli.run;

import io.barsgateway.BarsApplication;
import io.barsgateway.cases.database.WithoutStore;
import io.barsgateway.cli.reach.Home;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * The parts of a gateway that does not run: each is made when something asks for it. No port is opened, no store is asked, and no route
 * is loaded.
 */
public record UnstartedGateway(AnnotationConfigApplicationContext context) implements AutoCloseable {

    private static final Map<String, Object> NOTHING_STARTS = Map.of(
            "bars.store.url", WithoutStore.URL,
            "spring.flyway.enabled", "false",
            "camel.main.routes-include-pattern", "classpath:no-routes/*.yaml",
            "camel.main.auto-startup", "false",
            "camel.main.run-controller", "false");

    /**
     * With the settings that {@link Gateway#start} would have.
     *
     * @param home for what its parts write, in the place of the gateway's own
     */
    public static UnstartedGateway of(Map<String, Object> settings, Path home, Optional<Path> config) {
        System.setProperty("bars.installation", Home.installation().toString());
        StandardEnvironment environment = new StandardEnvironment();
        Map<String, Object> first = new HashMap<>(NOTHING_STARTS);
        first.put("bars.home", home.toString());
        config.ifPresent(file -> first.put(
                "spring.config.additional-location",
                "file:" + file.toAbsolutePath().normalize()));
        environment.getPropertySources().addFirst(new MapPropertySource("nothing-starts", first));
        Map<String, Object> words = new HashMap<>();
        settings.forEach((name, value) -> words.put(name, String.valueOf(value)));
        environment
                .getPropertySources()
                .addAfter(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new MapPropertySource("bars-command", words));
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.setEnvironment(environment);
        context.getBeanFactory().setConversionService(ApplicationConversionService.getSharedInstance());
        context.getBeanFactory()
                .registerSingleton(AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME, new StartsNothing());
        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor());
        context.addBeanFactoryPostProcessor(new WithoutStore());
        context.register(BarsApplication.class);
        context.refresh();
        return new UnstartedGateway(context);
    }

    @Override
    public void close() {
        context.close();
    }

    private static final class StartsNothing implements LifecycleProcessor {

        @Override
        public void onRefresh() {
            // Nothing begins
        }

        @Override
        public void onClose() {
            // Nothing has begun
        }

        @Override
        public void start() {
            // Nothing begins
        }

        @Override
        public void stop() {
            // Nothing has begun
        }

        @Override
        public boolean isRunning() {
            return false;
        }
    }
}
