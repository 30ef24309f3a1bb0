package io.barsgateway.caller;

import io.barsgateway.pki.AddressRanges;
import io.barsgateway.pki.HomeProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CallerConfiguration {

    /** The listener's filter and the route's rule read the same list. */
    @Bean
    AddressRanges callerAddresses(CallerProperties caller, HomeProperties home) {
        return new AddressRanges(
                caller.addresses() == null ? home.environment().callerAddresses() : caller.addresses());
    }

    @Bean
    AllowedNames allowedNames(CallerProperties caller, HomeProperties home) {
        return new AllowedNames(caller.names() == null ? home.environment().callerNames() : caller.names());
    }
}
