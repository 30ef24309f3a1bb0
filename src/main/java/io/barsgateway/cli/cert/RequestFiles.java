package io.barsgateway.cli.cert;

import io.barsgateway.trust.keys.Environment;
import io.barsgateway.trust.keys.KeyMaterial;
import io.barsgateway.trust.keys.KeyPairs;
import io.barsgateway.trust.keys.PrivateFiles;
import io.barsgateway.trust.keys.SigningRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A key and its signing request on disk, and the words that go with it. */
record RequestFiles(Path key, Path request, String fqdn) {

    private static final String BARS_TEAM = "england.bookingandreferralstandard@nhs.net";
    private static final String ITOC_FORM =
            "https://digital.nhs.uk/services/path-to-live-environments/path-to-live-forms/"
                    + "combined-endpoint-and-service-registration-request";

    /** Makes both; a key that is there is never written over. */
    static RequestFiles make(String fqdn, int bits, char @Nullable [] password, Path folder, String suffix)
            throws IOException {
        PrivateFiles.makeFolder(folder);
        Path key = folder.resolve(fqdn + suffix + ".key");
        Path request = folder.resolve(fqdn + suffix + ".csr");
        if (Files.exists(key)) {
            throw new IllegalArgumentException(key + " is there already: name another --out, or move it away");
        }
        KeyPair pair = KeyPairs.rsa(bits);
        PrivateFiles.write(key, KeyMaterial.pem(pair.getPrivate(), password));
        Files.writeString(request, SigningRequest.of(fqdn, pair).pem());
        return new RequestFiles(key, request, fqdn);
    }

    /** Whom to send it to, and what to write (NHS pages Onboarding and Connect as a receiver). */
    List<String> instructions(Environment environment) {
        return environment == Environment.PROD
                ? List.of(
                        "Send to dir@nhs.net, once Solution Assurance has issued the Technical Conformance certificate:",
                        "  attachment  " + request + "  (never the key)",
                        "  words       This is for a BaRS Receiver endpoint. FQDN and CN: " + fqdn,
                        "The DIR team sends the certificate back. Import it with:",
                        importCommand(),
                        "Then mail " + BARS_TEAM + ": the Receiver URL https://" + fqdn
                                + " and the environment PROD, for the Endpoint Catalogue.",
                        "Firewall: let in 34.89.0.111 and 34.89.69.6.")
                : List.of(
                        "Ask ITOC, in the form " + ITOC_FORM + ":",
                        "  request type               Create/renew a certificate only (No endpoint)",
                        "  environment                Integration environment",
                        "  FQDN                       " + fqdn,
                        "  existing party key         N/A",
                        "  additional comments/notes  This is a 'BaRS' certificate request",
                        "  attachment                 " + request + "  (never the key)",
                        "ITOC sends the certificate back. Import it with:",
                        importCommand(),
                        "Then mail " + BARS_TEAM + ": the Receiver URL https://" + fqdn
                                + " and the environment INT, for the Endpoint Catalogue.",
                        "Firewall: let in 35.197.254.55 and 35.246.55.143.");
    }

    /** With the chain, which a certificate alone does not bring. */
    private String importCommand() {
        return "  bars cert import CERTIFICATE --key " + key
                + " --chain SUB-CA-FILE --chain ROOT-FILE   (both from https://pki.nhs.uk; bars cert roots compares them)";
    }
}
