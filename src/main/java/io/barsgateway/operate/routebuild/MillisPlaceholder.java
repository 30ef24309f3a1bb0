package io.barsgateway.operate.routebuild;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertiesFunction;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** {@code {{millis:bars.delivery.connect-timeout}}} in a route: a duration setting as the plain number that Camel's HTTP wants. */
@Configuration(proxyBeanMethods = false)
class MillisPlaceholder {

    // Camel does not look for functions among beans: this one is handed to it before any route is read
    MillisPlaceholder(CamelContext camel, Environment environment) {
        camel.getPropertiesComponent().addPropertiesFunction(new Function(environment));
    }

    record Function(Environment environment) implements PropertiesFunction {

        @Override
        public String getName() {
            return "millis";
        }

        @Override
        public String apply(String setting) {
            return String.valueOf(DurationStyle.detectAndParse(environment.getRequiredProperty(setting))
                    .toMillis());
        }
    }
}
