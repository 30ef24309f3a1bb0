package io.barsgateway.trust.keys;

import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/**
 * Compares the names of CAs as RFC 5280 7.1 says: part by part, in any string type, in any case, with any white space inside.
 * NHS CAs write the same name as PrintableString in one place and as UTF8String in another.
 */
public final class DirectoryNames {

    private DirectoryNames() {}

    /** Whether both are the same name. */
    public static boolean areSame(X500Principal one, X500Principal other) {
        return one.equals(other)
                || areSame(X500Name.getInstance(one.getEncoded()), X500Name.getInstance(other.getEncoded()));
    }

    /** Whether both are the same name. */
    public static boolean areSame(X500Name one, X500Name other) {
        RDN[] parts = one.getRDNs();
        RDN[] others = other.getRDNs();
        if (parts.length != others.length) {
            return false;
        }
        for (int i = 0; i < parts.length; i++) {
            if (!IETFUtils.rDNAreEqual(parts[i], others[i])) {
                return false;
            }
        }
        return true;
    }
}
