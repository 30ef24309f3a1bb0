package io.barsgateway.local;

import io.barsgateway.audit.watch.Replaceable;
import io.barsgateway.audit.watch.SettingsFile;
import io.barsgateway.audit.watch.UnusableFile;
import io.barsgateway.audit.watch.WatchFiles;
import io.barsgateway.fhir.Sha256;
import io.barsgateway.trust.keys.Certificates;
import io.barsgateway.trust.keys.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The credentials of local systems, monitors and people, as their files hold them now. */
@Component
public final class Credentials {

    private static final String SUBJECT = "bars.local.credentials";
    private static final int SHORTEST_TOKEN = 24;

    private final Replaceable<List<Known>> known;
    private final Replaceable<LocalProperties> settings;

    /** By the SHA-256 of a token, or the thumbprint of a certificate; the other is empty. */
    private record Known(String tokenHash, String thumbprint, LocalCaller caller) {}

    Credentials(LocalProperties local, SettingsFile file, WatchFiles watch) {
        known = new Replaceable<>(read(local));
        settings = new Replaceable<>(local);
        watch.watch(
                SUBJECT,
                () -> settings.get().credentialFiles(),
                () -> take(file.bind("bars.local", LocalProperties.class), file));
    }

    private void take(LocalProperties next, SettingsFile file) {
        List<Known> read = read(next);
        refuseReadable(next, file);
        if (read.isEmpty() && areNeeded()) {
            throw new IllegalStateException(
                    SUBJECT + " is empty now, which would open the local side; it is taken by a restart only");
        }
        known.set(read);
        settings.set(next);
    }

    /** As at a start, by the rule readable-key. */
    private static void refuseReadable(LocalProperties next, SettingsFile file) {
        if (file.isKnown("readable-key")) {
            return;
        }
        next.credentials().stream()
                .flatMap(credential -> Stream.ofNullable(credential.tokenFile()))
                .forEach(PrivateFiles::refuseReadByOthers);
    }

    private static List<Known> read(LocalProperties local) {
        return local.credentials().stream().map(Credentials::read).toList();
    }

    private static Known read(LocalProperties.Credential credential) {
        LocalCaller caller = new LocalCaller(credential.name(), credential.services(), credential.roles());
        return credential.tokenFile() != null
                ? new Known(hash(token(credential.tokenFile())), "", caller)
                : new Known("", thumbprint(credential.certificate()), caller);
    }

    /** Whether any system has a credential; without, whoever is on this machine may report. */
    boolean areNeeded() {
        return !known.get().isEmpty();
    }

    private Optional<LocalCaller> ofToken(String token) {
        String shown = hash(token);
        return known.get().stream()
                .filter(one -> isSame(one.tokenHash(), shown))
                .map(Known::caller)
                .findFirst();
    }

    /** By the certificate of its connection, else by its bearer token. */
    public Optional<LocalCaller> of(LocalConnection connection) {
        return ofCertificate(connection.thumbprint()).or(() -> ofToken(connection.token()));
    }

    private Optional<LocalCaller> ofCertificate(String thumbprint) {
        return known.get().stream()
                .filter(one -> !thumbprint.isEmpty() && one.thumbprint().equals(thumbprint))
                .map(Known::caller)
                .findFirst();
    }

    private static String token(Path file) {
        try {
            String token = Files.readString(file).lines().findFirst().orElse("").strip();
            if (token.length() < SHORTEST_TOKEN) {
                throw new UnusableFile(file, "holds a token of fewer than 24 characters (bars.local.credentials)");
            }
            return token;
        } catch (IOException e) {
            throw new UnusableFile(file, "cannot be read (bars.local.credentials)", e);
        }
    }

    private static String thumbprint(@Nullable Path certificate) {
        return certificate == null
                ? ""
                : Certificates.thumbprint(Certificates.read(certificate).get(0));
    }

    /** In the same time wherever they differ. */
    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }

    private static String hash(String text) {
        return Sha256.hex(text);
    }
}
