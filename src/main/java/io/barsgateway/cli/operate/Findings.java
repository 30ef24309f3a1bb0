package io.barsgateway.cli.operate;

import io.barsgateway.cli.reach.Failure;
import java.util.stream.Collectors;

/** What a doctor finds: a line each, with what to do, and whether anything is wrong. */
final class Findings {

    private boolean well = true;

    /** One thing that is looked at; its words are what was found. */
    @FunctionalInterface
    interface Look {

        /** @throws Exception whose words say what is wrong and what to do */
        String at() throws Exception;
    }

    void look(String what, Look look) {
        try {
            ok(what, look.at());
        } catch (Exception e) {
            wrong(what, Failure.words(e));
        }
    }

    void ok(String what, String words) {
        line("OK", what, words);
    }

    void wrong(String what, String words) {
        well = false;
        line("WRONG", what, words);
    }

    /** What does no harm, or cannot be looked at from here; the words say why. */
    void notChecked(String what, String words) {
        line("not checked", what, words);
    }

    boolean isWell() {
        return well;
    }

    private static void line(String verdict, String what, String words) {
        System.out.printf(
                "%-12s %-12s %s%n",
                verdict, what, words.lines().map(String::strip).collect(Collectors.joining(" ")));
    }
}
