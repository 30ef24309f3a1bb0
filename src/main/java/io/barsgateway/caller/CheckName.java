package io.barsgateway.caller;

import io.barsgateway.inbound.Connection;
import io.barsgateway.pki.Certificates;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Variable;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.springframework.stereotype.Component;

/**
 * Names the caller from its certificate: the DNS names of its SAN where it has any, else its one CN. Any NHS-issued
 * certificate has a good chain, so the name is what tells the proxy from every other supplier.
 */
@Component
public final class CheckName {

    private static final int DNS_NAME = 2;

    private final AllowedNames allowed;

    CheckName(AllowedNames allowed) {
        this.allowed = allowed;
    }

    public Caller check(@Variable("connection") Connection connection, @Variable("chain") VerifiedChain chain) {
        List<String> names = names(chain.leaf());
        Optional<String> name = names.stream().filter(allowed::contains).findFirst();
        return name.map(known -> new Caller(known, Certificates.thumbprint(chain.leaf())))
                .orElseThrow(() -> Refusal.of(
                        connection,
                        "its name is not in bars.caller.names: "
                                + String.join(" ", names).replaceAll("[\\p{C}\"]", "?")));
    }

    private static List<String> names(X509Certificate certificate) {
        List<String> dns = subjectAlternatives(certificate);
        if (!dns.isEmpty()) {
            return dns;
        }
        RDN[] commonNames = X500Name.getInstance(
                        certificate.getSubjectX500Principal().getEncoded())
                .getRDNs(BCStyle.CN);
        return commonNames.length == 1
                ? List.of(IETFUtils.valueToString(commonNames[0].getFirst().getValue()))
                : List.of();
    }

    private static List<String> subjectAlternatives(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(name -> Integer.valueOf(DNS_NAME).equals(name.get(0)))
                            .map(name -> String.valueOf(name.get(1)))
                            .toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }
}
