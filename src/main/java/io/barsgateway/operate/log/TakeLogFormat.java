package io.barsgateway.operate.log;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;

/** Writes the log as the settings say, as soon as they have been read. Named in META-INF/spring.factories. */
final class TakeLogFormat implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        LogFormat.use(LogFormat.named(event.getEnvironment().getProperty("bars.log.format")));
    }
}
