package io.barsgateway.trust.revocation;

import io.barsgateway.audit.watch.Alarms;
import io.barsgateway.trust.chain.MissingList;
import io.barsgateway.trust.crl.ListUrl;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The revocation lists that callers turn out to need. One that a pattern of bars.pki.crl-urls covers is fetched at once, in the
 * background; one on a configured host that no entry covers is an alarm with the line to add. NHS lists are numbered partitions, and
 * the number of a caller's is known only when its certificate is there.
 */
public final class NeededLists {

    private static final Logger log = LoggerFactory.getLogger(NeededLists.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int MOST_PARTITIONS = 64;
    private static final int MOST_ALARMS = 20;
    private static final int LONGEST_URL = 200;

    private final FetchLists fetch;
    private final Executor background;
    private final Alarms alarms;
    private final Clock clock;
    private final Map<URI, Instant> asked = new HashMap<>();
    private final Set<URI> told = new TreeSet<>();

    NeededLists(FetchLists fetch, Executor background, Alarms alarms, Clock clock) {
        this.fetch = fetch;
        this.background = background;
        this.alarms = alarms;
        this.clock = clock;
    }

    /** A known caller would have needed that list. Called in its handshake: waits for nothing. */
    public synchronized void need(MissingList missing) {
        URI url = missing.url();
        if (url.toString().length() > LONGEST_URL) {
            log.debug("A certificate names a revocation list by more than {} characters", LONGEST_URL);
        } else if (missing.isCovered()) {
            ask(url);
        } else if (told.size() < MOST_ALARMS && told.add(url)) {
            alarms.raise(
                    subject(url),
                    "the certificate of a known caller is on a revocation list that bars.pki.crl-urls does not name; where"
                            + " revocation is required, it is refused. Add to bars.pki.crl-urls: \""
                            + ListUrl.patternOf(url) + "\"");
        }
    }

    /** The entries of bars.pki.crl-urls are these now: alarms about what they cover have done their work. */
    synchronized void named(List<ListUrl> entries) {
        for (URI url : new ArrayList<>(told)) {
            if (entries.stream().anyMatch(entry -> entry.covers(url))) {
                told.remove(url);
                alarms.end(subject(url));
            }
        }
    }

    private void ask(URI url) {
        Instant now = clock.instant();
        Instant before = asked.get(url);
        if (before != null && now.isBefore(before.plus(PAUSE))) {
            return;
        }
        if (before == null && asked.size() >= MOST_PARTITIONS) {
            alarms.raise(
                    "bars.pki.crl-urls",
                    "callers need more than " + MOST_PARTITIONS
                            + " partitions of revocation lists; one more is not fetched before a restart: " + url);
            return;
        }
        asked.put(url, now);
        try {
            background.execute(() -> fetch.fetchPartition(url));
        } catch (RejectedExecutionException e) {
            log.debug("A revocation list is not fetched, since the gateway stops: {}", url);
        }
    }

    private static String subject(URI url) {
        return "bars.pki.crl-urls lacks " + url;
    }
}
