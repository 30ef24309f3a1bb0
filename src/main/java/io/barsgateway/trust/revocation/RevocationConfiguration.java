package io.barsgateway.trust.revocation;

import io.barsgateway.audit.watch.Alarms;
import io.barsgateway.trust.chain.CallerChains;
import io.barsgateway.trust.chain.LoadAuthorities;
import io.barsgateway.trust.chain.PkiProperties;
import io.barsgateway.trust.keys.HomeProperties;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.util.concurrent.CamelThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RevocationConfiguration {

    private static final Logger log = LoggerFactory.getLogger(RevocationConfiguration.class);

    /** Its one thread fetches lists and looks at the age of what is loaded. */
    @Bean(destroyMethod = "shutdownNow")
    ScheduledExecutorService revocationThread() {
        return Executors.newSingleThreadScheduledExecutor(new CamelThreadFactory("#name#", "revocation", true));
    }

    @Bean
    FetchLists fetchLists(HomeProperties home, CallerChains chains, Alarms alarms, Clock clock) {
        return new FetchLists(LoadAuthorities.keptIn(home.home()), chains, alarms, clock);
    }

    @Bean
    NeededLists neededLists(
            FetchLists fetch,
            CallerChains chains,
            ScheduledExecutorService revocationThread,
            Alarms alarms,
            Clock clock) {
        NeededLists needed = new NeededLists(fetch, revocationThread, alarms, clock);
        chains.onChange(() -> needed.named(chains.authorities().revocation().urls()));
        return needed;
    }

    /** Begins to fetch at once; what is wrong with the lists is told each time, and whenever other ones are loaded. */
    @Bean
    FetchingLists fetchingLists(
            PkiProperties pki,
            FetchLists fetch,
            CallerChains chains,
            ScheduledExecutorService revocationThread,
            Alarms alarms,
            Clock clock) {
        TellOfLists tell = new TellOfLists(alarms);
        Runnable tellNow = () -> tell.of(chains.authorities().revocation(), clock.instant());
        chains.onChange(tellNow);
        revocationThread.scheduleWithFixedDelay(
                () -> {
                    try {
                        fetch.fetch(chains.authorities().revocation().urls());
                        tellNow.run();
                    } catch (RuntimeException e) {
                        // This goes on: the next look may find it mended
                        log.warn(
                                "Revocation lists could not be checked: {}",
                                e.getClass().getSimpleName());
                    }
                },
                0,
                pki.crlEvery().toMillis(),
                TimeUnit.MILLISECONDS);
        return new FetchingLists(revocationThread);
    }

    /** That lists are fetched in the background, on that thread. */
    record FetchingLists(ScheduledExecutorService on) {}
}
