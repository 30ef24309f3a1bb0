package io.barsgateway.trust.revocation;

import io.barsgateway.audit.watch.Alarms;
import io.barsgateway.trust.chain.RevocationLists;
import io.barsgateway.trust.crl.RevocationList;
import java.time.Instant;
import java.util.List;

/** Raises what is wrong with the loaded revocation lists, whatever bars.pki.revocation says: late ones, and ones that are not read. */
final class TellOfLists {

    private static final String LATE = "revocation";
    private static final String UNREAD = "revocation-unread";

    private final Alarms alarms;

    TellOfLists(Alarms alarms) {
        this.alarms = alarms;
    }

    void of(RevocationLists lists, Instant now) {
        List<RevocationList> late = lists.late(now);
        tell(
                LATE,
                late,
                late.isEmpty()
                        ? ""
                        : "a revocation list is older than its CA promised: "
                                + late.get(0).label(now));
        List<RevocationList> unread = lists.unread();
        tell(
                UNREAD,
                unread,
                unread.isEmpty()
                        ? ""
                        : "a revocation list is not read, and shows of nobody that they are not revoked. It is "
                                + unread.get(0).kind().words() + " of "
                                + unread.get(0).label(now)
                                + ". Name the full list of that CA in bars.pki.crls or crl-urls");
    }

    private void tell(String subject, List<RevocationList> about, String words) {
        if (about.isEmpty()) {
            alarms.end(subject);
        } else {
            alarms.raise(subject, words, about.size());
        }
    }
}
