package io.barsgateway.sender;

import io.barsgateway.keys.Certificates;
import io.barsgateway.keys.ClientTls;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SenderConfiguration {

    /** How routes/60-send.yaml, and the token call, verify the far end. */
    @Bean
    ClientTls senderTls(SenderProperties sender) {
        return new ClientTls(Certificates.read(sender.roots()));
    }
}
