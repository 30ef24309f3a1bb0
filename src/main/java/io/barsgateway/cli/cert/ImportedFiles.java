package io.barsgateway.cli.cert;

import io.barsgateway.trust.keys.KeyMaterial;
import io.barsgateway.trust.keys.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;

/**
 * A PKCS12 and the file of its password. What was there before is never lost: a new one goes beside it, or takes its place while the old
 * one is kept under a dated name.
 *
 * @param wanted where the PKCS12 would go
 * @param replace whether it takes the place of one that is there
 */
record ImportedFiles(Path wanted, boolean replace) {

    private static final int SECRET_BYTES = 24;

    /** Writes both, and says what the settings must name. */
    void write(KeyMaterial whole) throws IOException {
        if (Files.exists(wanted) && replace) {
            replace(whole);
        } else if (Files.exists(wanted) || Files.exists(password(wanted))) {
            Path beside = free("-");
            write(beside, whole, secret());
            System.out.println("Written: " + beside + ", its password in " + password(beside));
            System.out.println(
                    wanted + " is there already, and stays as it is. To use the new one, name it in the settings:");
            settings(beside);
            System.out.println("or run this again with --replace, which keeps the old one under a dated name.");
        } else {
            write(wanted, whole, secret());
            System.out.println("Written: " + wanted + ", its password in " + password(wanted) + ". In the settings:");
            settings(wanted);
        }
    }

    /** The password stays, where it is known: so one file changes, in one step, and a running gateway finds both fitting at any time. */
    private void replace(KeyMaterial whole) throws IOException {
        Path kept = free("-until-");
        Path passwordFile = password(wanted);
        PrivateFiles.write(kept, Files.readAllBytes(wanted));
        boolean known = Files.exists(passwordFile);
        String secret = secret();
        if (known) {
            PrivateFiles.write(password(kept), Files.readAllBytes(passwordFile));
            secret = Files.readString(passwordFile).lines().findFirst().orElse(secret);
        }
        write(wanted, whole, secret);
        System.out.println("Replaced: " + wanted + ". The old one is " + kept + ": copy it back to return to it.");
        System.out.println(
                known
                        ? "The password is the same, in " + passwordFile + "."
                        : "The password is new: bars.inbound.password-file must name " + passwordFile + ".");
        System.out.println(
                "A running gateway that names it takes it within seconds: bars cert check shows what it uses.");
    }

    private static void write(Path target, KeyMaterial whole, String secret) throws IOException {
        // A password that is there is the one that it is written with
        if (!Files.exists(password(target))) {
            PrivateFiles.write(password(target), secret + "\n");
        }
        PrivateFiles.write(target, whole.pkcs12(secret.toCharArray()));
    }

    private static void settings(Path file) {
        System.out.println("  bars.inbound.certificate: " + file);
        System.out.println("  bars.inbound.password-file: " + password(file));
    }

    private static Path password(Path pkcs12) {
        return Path.of(pkcs12 + ".password");
    }

    private static String secret() {
        byte[] random = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** The wanted name with today's date, and a number where that is taken too. */
    private Path free(String before) {
        String stem = wanted.toString().replaceFirst("\\.(pfx|p12)$", "");
        String ending = wanted.toString().substring(stem.length());
        String dated = stem + before + LocalDate.ofInstant(Clock.systemUTC().instant(), ZoneOffset.UTC);
        Path free = Path.of(dated + ending);
        for (int number = 2; Files.exists(free) || Files.exists(password(free)); number++) {
            free = Path.of(dated + "-" + number + ending);
        }
        return free;
    }
}
