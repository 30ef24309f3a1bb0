package io.barsgateway.send.proxy;

import io.barsgateway.audit.watch.SettingsFile;
import io.barsgateway.audit.watch.WatchFiles;
import io.barsgateway.outbox.attempt.AttemptDeadline;
import io.barsgateway.trust.keys.Certificates;
import io.barsgateway.trust.keys.ClientTls;
import io.barsgateway.trust.keys.HomeProperties;
import java.util.List;
import java.util.Optional;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

@Configuration(proxyBeanMethods = false)
class SenderConfiguration {

    private static final String SUBJECT = "bars.sender";

    /** How routes/75-call.yaml, and the token call, verify the far end. */
    @Bean
    ClientTls senderTls(SenderProperties sender) {
        return new ClientTls(Certificates.read(sender.roots()));
    }

    /** When a call ends at the latest. */
    @Bean
    AttemptDeadline senderDeadline(
            SenderProperties sender, @Qualifier("ownRetriesAndNoEndlessAnswer") HttpClientConfigurer everyCall) {
        return new AttemptDeadline(sender.deadline(), everyCall);
    }

    /** A key that is replaced, or a key-id that is changed in the settings file, signs the next assertion. */
    @Bean
    KeyReload senderKeyReload(AccessTokens tokens, HomeProperties home, SettingsFile settings, WatchFiles watch) {
        return new KeyReload(() -> watch.watch(
                SUBJECT,
                () -> Optional.ofNullable(
                                settings.bind(SUBJECT, SenderProperties.class).privateKey())
                        .map(List::of)
                        .orElse(List.of()),
                () -> {
                    Application next = new Application(settings.bind(SUBJECT, SenderProperties.class), home);
                    if (next.missing().isEmpty()) {
                        tokens.signAs(next);
                    }
                }));
    }

    /** Begins to watch once everything stands. */
    record KeyReload(Runnable begin) {

        @EventListener(ApplicationReadyEvent.class)
        void ready() {
            begin.run();
        }
    }
}
