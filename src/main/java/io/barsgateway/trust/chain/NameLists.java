package io.barsgateway.trust.chain;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.NameConstraints;

/**
 * Which CA of a path has name constraints that nobody could be judged by: the library that applies them says so in words of its
 * own, such as "sequence may not be empty".
 */
final class NameLists {

    private static final String RULE = "name-constraints";

    private NameLists() {}

    /** The first that is malformed, from the caller's issuer up. */
    static Optional<Refusal> objection(List<X509Certificate> path) {
        return path.stream()
                .flatMap(ca -> Optional.ofNullable(ca.getExtensionValue(Extension.nameConstraints.getId()))
                        .flatMap(extension -> objection(ca, extension))
                        .stream())
                .findFirst();
    }

    private static Optional<Refusal> objection(X509Certificate ca, byte[] extension) {
        try {
            ASN1Sequence lists = ASN1Sequence.getInstance(
                    ASN1OctetString.getInstance(extension).getOctets());
            for (int i = 0; i < lists.size(); i++) {
                ASN1Sequence names =
                        ASN1Sequence.getInstance(ASN1TaggedObject.getInstance(lists.getObjectAt(i)), false);
                if (names.size() == 0) {
                    return Optional.of(Refusal.of(
                            RULE,
                            ca,
                            "a CA whose name constraints have an empty list, which may not be (RFC 5280 4.2.1.10)"));
                }
            }
            NameConstraints.getInstance(lists);
            return Optional.empty();
        } catch (IllegalArgumentException | IllegalStateException e) {
            return Optional.of(Refusal.of(RULE, ca, "a CA whose name constraints cannot be read"));
        }
    }
}
