package io.barsgateway.inbound;

import io.barsgateway.listener.Listener;
import io.barsgateway.listener.ListenerTls;
import io.barsgateway.listener.RequestBinding;
import io.barsgateway.pki.AddressRanges;
import io.barsgateway.pki.Certificates;
import io.barsgateway.pki.KeyMaterial;
import io.barsgateway.pki.PkiProperties;
import io.barsgateway.pki.RevocationLists;
import io.barsgateway.pki.TrustedChains;
import io.barsgateway.pki.UnusableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class InboundConfiguration {

    @Bean
    TrustedChains trustedChains(PkiProperties pki, Clock clock) {
        if (pki.roots().isEmpty()) {
            throw new IllegalArgumentException(
                    "bars.pki.roots names no file: name the root certificate of this environment");
        }
        return new TrustedChains(Certificates.read(pki.roots()), Certificates.read(pki.issuers()), clock);
    }

    @Bean
    RevocationLists revocationLists(PkiProperties pki, Clock clock) {
        return new RevocationLists(
                pki.revocation(),
                pki.crls().stream()
                        .flatMap(file -> Certificates.readCrls(file).stream())
                        .toList(),
                clock);
    }

    @Bean
    Listener inboundListener(InboundProperties inbound, TrustedChains callers, AddressRanges callerAddresses) {
        return new Listener(inbound.listener(), callerAddresses, ListenerTls.context(material(inbound), callers));
    }

    @Bean
    RequestBinding requestBinding() {
        return new RequestBinding();
    }

    private static KeyMaterial material(InboundProperties inbound) {
        if (inbound.certificate() == null) {
            throw new IllegalArgumentException(
                    "bars.inbound.certificate is not set: name the PEM or PKCS12 file of this endpoint's certificate");
        }
        return KeyMaterial.read(inbound.certificate(), inbound.privateKey(), password(inbound));
    }

    private static @Nullable String password(InboundProperties inbound) {
        Path file = inbound.passwordFile();
        if (file == null) {
            return inbound.password();
        }
        try {
            return Files.readString(file).lines().findFirst().orElse("");
        } catch (IOException e) {
            throw new UnusableFile(file, "cannot be read (bars.inbound.password-file)", e);
        }
    }
}
