package io.barsgateway.operate;

import io.barsgateway.audit.incident.AlarmsProperties;
import io.barsgateway.trust.keys.Certificates;
import io.barsgateway.trust.keys.ClientTls;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AlarmsConfiguration {

    /** How routes/95-alarms.yaml verifies an https address. */
    @Bean
    ClientTls alarmsTls(AlarmsProperties alarms) {
        return new ClientTls(Certificates.read(alarms.roots()));
    }
}
