package io.barsgateway.cli.demo;

import java.io.OutputStream;
import java.io.PrintStream;

/** The log of a gateway in this process, kept off the terminal while a conversation is told. */
final class QuietLog {

    private final PrintStream before = System.err;

    private QuietLog() {}

    /** @param verbose whether the log is to be seen after all */
    static QuietLog unless(boolean verbose) {
        QuietLog quiet = new QuietLog();
        if (!verbose) {
            System.setErr(new PrintStream(OutputStream.nullOutputStream(), true));
        }
        return quiet;
    }

    /** The terminal is as it was before. */
    void close() {
        System.setErr(before);
    }
}
