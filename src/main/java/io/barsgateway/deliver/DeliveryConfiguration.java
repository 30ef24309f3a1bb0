package io.barsgateway.deliver;

import ca.uhn.fhir.parser.LenientErrorHandler;
import io.barsgateway.deliver.address.DeliveryProperties;
import io.barsgateway.outbox.attempt.AttemptDeadline;
import io.barsgateway.trust.keys.Certificates;
import io.barsgateway.trust.keys.ClientTls;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DeliveryConfiguration {

    /** How a route of the user's own verifies an https local system; shipped routes present certificates too, and have their own way. */
    @Bean
    ClientTls deliveryTls(DeliveryProperties delivery) {
        return new ClientTls(Certificates.read(delivery.roots()));
    }

    /** When a delivery ends at the latest. */
    @Bean
    AttemptDeadline deliveryDeadline(
            DeliveryProperties delivery, @Qualifier("localSystemCalls") HttpClientConfigurer everyCall) {
        return new AttemptDeadline(delivery.deadline(), everyCall);
    }

    /** Reads what it can of a message for its view, and quotes nothing of the rest in a log. */
    @Bean
    LenientErrorHandler silentParsing() {
        return new LenientErrorHandler(false).disableAllErrors();
    }
}
