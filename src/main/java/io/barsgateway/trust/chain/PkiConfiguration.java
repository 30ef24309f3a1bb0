package io.barsgateway.trust.chain;

import io.barsgateway.audit.watch.SettingsFile;
import io.barsgateway.audit.watch.WatchFiles;
import io.barsgateway.trust.keys.HomeProperties;
import java.time.Clock;
import java.util.Objects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PkiConfiguration {

    private static final String SUBJECT = "bars.pki";

    @Bean
    LoadAuthorities loadAuthorities(HomeProperties home) {
        return new LoadAuthorities(home.environment(), LoadAuthorities.keptIn(home.home()));
    }

    @Bean
    CallerChains callerChains(
            PkiProperties pki, LoadAuthorities authorities, SettingsFile settings, WatchFiles watch, Clock clock) {
        CallerChains chains = new CallerChains(authorities.load(pki, clock.instant()), clock, pki.recheck());
        watch.watch(SUBJECT, () -> authorities.files(settings.bind(SUBJECT, PkiProperties.class)), () -> {
            PkiProperties next = settings.bind(SUBJECT, PkiProperties.class);
            if (!Objects.equals(next.ocspUrl(), pki.ocspUrl())) {
                throw new IllegalArgumentException("another bars.pki.ocsp-url needs a restart");
            }
            chains.replace(authorities.load(next, clock.instant()));
        });
        return chains;
    }
}
