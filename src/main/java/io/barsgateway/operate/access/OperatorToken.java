package io.barsgateway.operate.access;

import io.barsgateway.audit.watch.UnusableFile;
import io.barsgateway.trust.keys.HomeProperties;
import io.barsgateway.trust.keys.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.springframework.stereotype.Component;

/** The token of the operator's commands: a file in the home that nobody else can read, made anew at each start. */
@Component
public final class OperatorToken {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    /** Of a whole token, in characters; a file that holds less is no token. */
    static final int LENGTH = 2 * BYTES;

    private final Path file;

    OperatorToken(HomeProperties home) {
        file = file(home.home());
        byte[] token = new byte[BYTES];
        RANDOM.nextBytes(token);
        try {
            PrivateFiles.makeFolder(home.home());
            PrivateFiles.write(file, HexFormat.of().formatHex(token) + "\n");
        } catch (IOException e) {
            throw new UnusableFile(file, "cannot be written", e);
        }
    }

    /** Where it is, for a command on the same machine. */
    public static Path file(Path home) {
        return home.resolve("operator.token");
    }

    String read() {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UnusableFile(file, "cannot be read", e);
        }
    }
}
