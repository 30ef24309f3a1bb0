package io.barsgateway.operate.routes;

import io.barsgateway.operate.routefiles.RouteSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.main.RoutesCollector;
import org.apache.camel.spi.Resource;
import org.apache.camel.spring.boot.CamelConfigurationProperties;
import org.apache.camel.spring.boot.CamelSpringBootRoutesCollector;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which files Camel loads at the start: as {@link RouteSet} reads them. A routes folder need not have a folder {@code local}. */
@Configuration(proxyBeanMethods = false)
class CollectRoutes {

    @Bean
    RoutesCollector routesCollector(ApplicationContext spring, CamelConfigurationProperties settings) {
        return new OfFoldersThatAreThere(spring, settings.getMain().isIncludeNonSingletons());
    }

    private static final class OfFoldersThatAreThere extends CamelSpringBootRoutesCollector {

        private OfFoldersThatAreThere(ApplicationContext spring, boolean includeNonSingletons) {
            super(spring, includeNonSingletons);
        }

        @Override
        public Collection<Resource> findRouteResourcesFromDirectory(
                CamelContext camel, String excludePattern, String includePattern) {
            String there = Stream.of(includePattern.split(",", -1))
                    .filter(pattern -> !pattern.startsWith("file:")
                            || Files.isDirectory(Path.of(pattern.substring(5, pattern.lastIndexOf('/')))))
                    .collect(Collectors.joining(","));
            return super.findRouteResourcesFromDirectory(camel, excludePattern, there);
        }
    }
}
