package io.barsgateway.audit.watch;

import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file that settings name and that does not hold what it should; the message says which and what. */
public final class UnusableFile extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnusableFile(Path file, String what) {
        super(file + " " + what);
    }

    public UnusableFile(Path file, String what, Throwable cause) {
        super(file + " " + what + why(cause), cause);
    }

    /** What an operator can mend at once. */
    private static String why(Throwable cause) {
        if (cause instanceof NoSuchFileException) {
            return ": it does not exist";
        }
        return cause instanceof AccessDeniedException
                ? ": the user " + System.getProperty("user.name") + " may not; look at its owner and mode"
                : "";
    }
}
