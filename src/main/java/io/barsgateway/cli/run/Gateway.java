package io.barsgateway.cli.run;

import io.barsgateway.BarsApplication;
import io.barsgateway.cli.reach.Home;
import io.barsgateway.edge.listener.Listener;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** A gateway running in this process. */
public record Gateway(ConfigurableApplicationContext context) implements AutoCloseable {

    /** Starts it. {@code settings} stand above application.yaml and any --config file, and below the environment. */
    public static Gateway start(Map<String, Object> settings, String... arguments) {
        System.setProperty("bars.installation", Home.installation().toString());
        SpringApplication application = new SpringApplication(BarsApplication.class);
        Map<String, Object> words = new HashMap<>();
        settings.forEach((name, value) -> words.put(name, String.valueOf(value)));
        // Stopping is ours: the listener drains before anything below it goes
        application.setRegisterShutdownHook(false);
        application.addInitializers(context -> context.getEnvironment()
                .getPropertySources()
                .addAfter(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new MapPropertySource("bars-command", words)));
        return new Gateway(application.run(arguments));
    }

    public int inboundPort() {
        return context.getBean("inboundListener", Listener.class).boundPort();
    }

    public int localPort() {
        return context.getBean("localListener", Listener.class).boundPort();
    }

    @Override
    public void close() {
        context.close();
    }
}
