package io.barsgateway.trust.revocation;

import io.barsgateway.audit.watch.Alarms;
import io.barsgateway.audit.watch.SettingsFile;
import io.barsgateway.trust.chain.CallerChains;
import io.barsgateway.trust.chain.LoadAuthorities;
import io.barsgateway.trust.chain.PkiProperties;
import io.barsgateway.trust.keys.HomeProperties;
import java.time.Clock;
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
        TellOfLists tell = new TellOfLists(alarms);
        Runnable tellNow = () -> tell.of(chains.authorities().revocation(), clock.instant());
        chains.onChange(tellNow);
        FetchLists fetch = new FetchLists(LoadAuthorities.keptIn(home.home()), chains, alarms, clock);
        thread.scheduleWithFixedDelay(
                () -> {
                    try {
                        fetch.fetch(
                                settings.bind("bars.pki", PkiProperties.class).crlUrls());
                        tellNow.run();
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
}
