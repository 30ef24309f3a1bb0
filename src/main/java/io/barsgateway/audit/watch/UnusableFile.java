package io.barsgateway.audit.watch;

import java.nio.file.Path;

/** A file that settings name and that does not hold what it should; the message says which and what. */
public final class UnusableFile extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnusableFile(Path file, String what) {
        super(file + " " + what);
    }

    public UnusableFile(Path file, String what, Throwable cause) {
        super(file + " " + what, cause);
    }
}
