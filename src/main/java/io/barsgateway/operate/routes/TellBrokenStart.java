package io.barsgateway.operate.routes;

import io.barsgateway.fhir.fault.Cause;
import io.barsgateway.operate.routecheck.RouteFailure;
import io.barsgateway.operate.routefiles.ReadRoutes;
import io.barsgateway.operate.routefiles.RouteSet;
import io.barsgateway.operate.routefiles.RouteTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** Routes that Camel cannot start end the gateway; which file and line it was is said first. Named in META-INF/spring.factories. */
final class TellBrokenStart implements ApplicationListener<ApplicationFailedEvent> {

    private static final Logger log = LoggerFactory.getLogger(TellBrokenStart.class);

    @Override
    public void onApplicationEvent(ApplicationFailedEvent event) {
        ConfigurableApplicationContext context = event.getApplicationContext();
        if (context != null && isOfARoute(event.getException())) {
            tell(event.getException(), context.getEnvironment(), Set.of(context.getBeanDefinitionNames()));
        }
    }

    static boolean isOfARoute(Throwable failure) {
        return Cause.chain(failure)
                .anyMatch(cause ->
                        cause instanceof FailedToCreateRouteException || cause instanceof FailedToStartRouteException);
    }

    private static void tell(Throwable failure, Environment settings, Set<String> beans) {
        try {
            RouteSet set = RouteSet.read(Path.of(settings.getProperty("bars.routes", "routes")));
            List<RouteTree> files = new ReadRoutes().read(set, new ArrayList<>());
            log.error("The gateway does not start: {}", RouteFailure.at(failure, files, beans));
        } catch (IOException e) {
            log.error("The gateway does not start: the folder bars.routes cannot be read");
        }
    }
}
