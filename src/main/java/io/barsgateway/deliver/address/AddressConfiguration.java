package io.barsgateway.deliver.address;

import org.apache.camel.component.http.HttpClientConfigurer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AddressConfiguration {

    /** What holds for every call to a local system: what holds for every call, and the certificate of its service. */
    @Bean
    HttpClientConfigurer localSystemCalls(
            ShownSecrets secrets, @Qualifier("ownRetriesAndNoEndlessAnswer") HttpClientConfigurer everyCall) {
        PresentCertificates certificates = new PresentCertificates(secrets);
        return client -> {
            everyCall.configureHttpClient(client);
            certificates.configureHttpClient(client);
        };
    }
}
