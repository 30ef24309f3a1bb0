package io.barsgateway.deliver;

import ca.uhn.fhir.parser.LenientErrorHandler;
import io.barsgateway.outbox.AttemptDeadline;
import io.barsgateway.trust.keys.Certificates;
import io.barsgateway.trust.keys.ClientTls;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DeliveryConfiguration {

    /** How routes/40-deliver.yaml verifies an https local system. */
    @Bean
    ClientTls deliveryTls(DeliveryProperties delivery) {
        return new ClientTls(Certificates.read(delivery.roots()));
    }

    /** When a delivery ends at the latest. */
    @Bean
    AttemptDeadline deliveryDeadline(
            DeliveryProperties delivery, @Qualifier("ownRetriesAndNoEndlessAnswer") HttpClientConfigurer everyCall) {
        return new AttemptDeadline(delivery.deadline(), everyCall);
    }

    /** Reads what it can of a message for its view, and quotes nothing of the rest in a log. */
    @Bean
    LenientErrorHandler silentParsing() {
        return new LenientErrorHandler(false).disableAllErrors();
    }
}
