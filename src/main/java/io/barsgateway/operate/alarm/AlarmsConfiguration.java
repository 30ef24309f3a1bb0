package io.barsgateway.operate.alarm;

import io.barsgateway.audit.incident.AlarmsProperties;
import io.barsgateway.outbox.attempt.AttemptDeadline;
import io.barsgateway.trust.keys.Certificates;
import io.barsgateway.trust.keys.ClientTls;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AlarmsConfiguration {

    /** How routes/95-alarms.yaml verifies an https address. */
    @Bean
    ClientTls alarmsTls(AlarmsProperties alarms) {
        return new ClientTls(Certificates.read(alarms.roots()));
    }

    /** When a notice of an alarm ends at the latest, so that one address which drips does not hold up the other. */
    @Bean
    AttemptDeadline noticeDeadline(
            AlarmsProperties alarms, @Qualifier("ownRetriesAndNoEndlessAnswer") HttpClientConfigurer everyCall) {
        return new AttemptDeadline(alarms.connectTimeout().plus(alarms.responseTimeout()), everyCall);
    }
}
