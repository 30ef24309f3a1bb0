package io.barsgateway.trust.crl;

import io.barsgateway.trust.keys.DirectoryNames;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.jspecify.annotations.Nullable;

/** The names of distribution points, compared as RFC 5280 7.1 and 7.4 say: never byte for byte. */
public final class PointNames {

    private PointNames() {}

    /**
     * The names that a certificate gives for the full list of its own CA that it would be on. A point for some reasons only,
     * or of another CA's list, gives none.
     */
    static List<GeneralName> of(X509Certificate certificate) {
        byte[] extension = certificate.getExtensionValue(Extension.cRLDistributionPoints.getId());
        if (extension == null) {
            return List.of();
        }
        X500Name issuer =
                X500Name.getInstance(certificate.getIssuerX500Principal().getEncoded());
        return Arrays.stream(CRLDistPoint.getInstance(
                                ASN1OctetString.getInstance(extension).getOctets())
                        .getDistributionPoints())
                .filter(point -> point.getReasons() == null && isOf(point.getCRLIssuer(), issuer))
                .flatMap(point -> of(point, issuer))
                .toList();
    }

    /** The http and https URLs among them, as they stand there; what is no URL is left out. */
    public static List<URI> urls(X509Certificate certificate) {
        List<URI> urls = new ArrayList<>();
        for (GeneralName name : of(certificate)) {
            if (name.getTagNo() == GeneralName.uniformResourceIdentifier) {
                try {
                    URI url = URI.create(text(name));
                    if (ListUrl.isHttp(url)) {
                        urls.add(url);
                    }
                } catch (IllegalArgumentException e) {
                    // Where nobody can fetch it, there is nothing to say about it
                }
            }
        }
        return urls;
    }

    /** The names of one point; a name relative to a CA's is that CA's, and the part behind it (RFC 5280 4.2.1.13). */
    static List<GeneralName> of(DistributionPointName point, X500Name issuer) {
        if (point.getType() == DistributionPointName.FULL_NAME) {
            return List.of(GeneralNames.getInstance(point.getName()).getNames());
        }
        RDN[] parts = Stream.concat(Arrays.stream(issuer.getRDNs()), Stream.of(RDN.getInstance(point.getName())))
                .toArray(RDN[]::new);
        return List.of(new GeneralName(new X500Name(parts)));
    }

    /** Whether a name of one is a name of the other. */
    static boolean meet(List<GeneralName> some, List<GeneralName> others) {
        return some.stream().anyMatch(one -> others.stream().anyMatch(other -> areSame(one, other)));
    }

    private static Stream<GeneralName> of(DistributionPoint point, X500Name issuer) {
        if (point.getDistributionPoint() != null) {
            return of(point.getDistributionPoint(), issuer).stream();
        }
        return point.getCRLIssuer() == null
                ? Stream.empty()
                : Arrays.stream(point.getCRLIssuer().getNames());
    }

    private static boolean isOf(@Nullable GeneralNames crlIssuer, X500Name issuer) {
        return crlIssuer == null
                || Arrays.stream(crlIssuer.getNames()).anyMatch(name -> areSame(name, new GeneralName(issuer)));
    }

    private static boolean areSame(GeneralName one, GeneralName other) {
        if (one.getTagNo() != other.getTagNo()) {
            return false;
        }
        return switch (one.getTagNo()) {
            case GeneralName.directoryName ->
                DirectoryNames.areSame(X500Name.getInstance(one.getName()), X500Name.getInstance(other.getName()));
            case GeneralName.uniformResourceIdentifier -> comparable(text(one)).equals(comparable(text(other)));
            default -> one.equals(other);
        };
    }

    private static String text(GeneralName name) {
        return ASN1IA5String.getInstance(name.getName()).getString();
    }

    /** With scheme and host in small letters; the rest of a URL is as it is written (RFC 5280 7.4). */
    static String comparable(String url) {
        int scheme = url.indexOf("://");
        if (scheme < 0) {
            return url;
        }
        int end = scheme + 3;
        while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        return url.substring(0, end).toLowerCase(Locale.ROOT) + url.substring(end);
    }
}
