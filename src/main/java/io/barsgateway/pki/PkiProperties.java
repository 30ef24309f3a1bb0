package io.barsgateway.pki;

import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What this environment trusts (seed 001 lines 51-52: its own root and sub-CAs, and nothing else).
 *
 * @param roots PEM or DER files of the trust anchors; the listener does not start without one
 * @param issuers PEM or DER files of the sub-CAs that may issue callers; a leaf of any other CA is refused
 * @param revocation whether a caller's chain is looked up in {@code crls}
 * @param crls PEM or DER files of revocation lists, read at start
 */
@ConfigurationProperties("bars.pki")
public record PkiProperties(
        @DefaultValue List<Path> roots,
        @DefaultValue List<Path> issuers,
        @DefaultValue("prefer") Policy revocation,
        @DefaultValue List<Path> crls) {

    /** How much a missing or stale revocation list matters. */
    public enum Policy {
        /** No list, no caller. */
        REQUIRE,
        /** A current list is obeyed; where there is none the caller passes. */
        PREFER,
        /** Lists are not looked at. */
        OFF
    }

    public PkiProperties {
        roots = List.copyOf(roots);
        issuers = List.copyOf(issuers);
        crls = List.copyOf(crls);
    }
}
