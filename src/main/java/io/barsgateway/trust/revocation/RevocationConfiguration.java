package io.barsgateway.trust.revocation;

import io.barsgateway.audit.watch.Alarms;
import io.barsgateway.audit.watch.SettingsFile;
import io.barsgateway.trust.chain.CallerChains;
import io.barsgateway.trust.chain.LoadAuthorities;
import io.barsgateway.trust.chain.PkiProperties;
import io.barsgateway.trust.chain.RevocationList;
import io.barsgateway.trust.keys.HomeProperties;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RevocationConfiguration {

    private static final Logger log = LoggerFactory.getLogger(RevocationConfiguration.class);

    /** Its one thread fetches lists and looks at the age of what is loaded. */
    @Bean(destroyMethod = "shutdownNow")
    ScheduledExecutorService revocationThread(
            PkiProperties pki,
            HomeProperties home,
            CallerChains chains,
            SettingsFile settings,
            Alarms alarms,
            Clock clock) {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, "revocation");
            made.setDaemon(true);
            return made;
        });
        FetchLists fetch = new FetchLists(LoadAuthorities.keptIn(home.home()), chains, alarms, clock);
        thread.scheduleWithFixedDelay(
                () -> {
                    try {
                        fetch.fetch(
                                settings.bind("bars.pki", PkiProperties.class).crlUrls());
                        tellAge(chains, alarms, clock.instant());
                    } catch (RuntimeException e) {
                        // Told by the watch over the same settings; this goes on
                        log.warn(
                                "Revocation lists were not looked at: {}",
                                e.getClass().getSimpleName());
                    }
                },
                0,
                pki.crlEvery().toMillis(),
                TimeUnit.MILLISECONDS);
        return thread;
    }

    private static void tellAge(CallerChains chains, Alarms alarms, Instant now) {
        List<RevocationList> late = chains.authorities().revocation().late(now);
        if (late.isEmpty()) {
            alarms.end("revocation");
        } else {
            alarms.raise(
                    "revocation",
                    "a revocation list is older than its CA promised: "
                            + late.get(0).label(now));
        }
    }
}
