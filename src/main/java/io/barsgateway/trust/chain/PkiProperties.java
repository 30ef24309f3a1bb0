package io.barsgateway.trust.chain;

import io.barsgateway.trust.crl.ListUrl;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What this environment trusts (NHS page Onboarding: its own root and sub-CAs, and nothing else). Replaced files are taken
 * without a restart.
 *
 * @param roots PEM or DER files of the trust anchors; the listener does not start without one
 * @param issuers PEM or DER files of the sub-CAs that may issue callers; a leaf of any other CA is refused
 * @param revocation whether a caller's chain is looked up; absent, prod requires and the others prefer
 * @param revocationOf the same for single CAs, by the CN of the CA, in any case
 * @param crls PEM or DER files of revocation lists
 * @param crlUrls http or https URLs of revocation lists, fetched in the background and kept in the home; one * in the last part
 *     of a path stands for the number of a partition, which is fetched once the certificate of a known caller names it
 * @param crlEvery how often they are fetched
 * @param crlGrace how long after its nextUpdate a list still counts, under an alarm
 * @param ocspUrl responder that is asked about callers, never during a handshake; absent, none is
 * @param ocspTimeout after which no answer is taken for one
 * @param recheck how old a connection's verdict may be before its chain is judged again
 */
@ConfigurationProperties("bars.pki")
public record PkiProperties(
        @DefaultValue List<Path> roots,
        @DefaultValue List<Path> issuers,
        @Nullable Policy revocation,
        @DefaultValue Map<String, Policy> revocationOf,
        @DefaultValue List<Path> crls,
        @DefaultValue List<URI> crlUrls,
        @DefaultValue("1h") Duration crlEvery,
        @DefaultValue("24h") Duration crlGrace,
        @Nullable URI ocspUrl,
        @DefaultValue("3s") Duration ocspTimeout,
        @DefaultValue("30s") Duration recheck) {

    /** How much a missing or stale revocation list matters. */
    public enum Policy {
        /** No word on a certificate, no caller. */
        REQUIRE,
        /** A current list is obeyed; where there is none the caller passes. */
        PREFER,
        /** Lists are not looked at. */
        OFF
    }

    public PkiProperties {
        roots = List.copyOf(roots);
        issuers = List.copyOf(issuers);
        revocationOf = Map.copyOf(revocationOf);
        crls = List.copyOf(crls);
        crlUrls = List.copyOf(crlUrls);
        crlUrls.forEach(ListUrl::new);
    }

    /** The entries of crl-urls. */
    public List<ListUrl> listUrls() {
        return crlUrls.stream().map(ListUrl::new).toList();
    }
}
