package io.barsgateway.cli.duty;

import java.util.Locale;

/** A state of work as it is typed and printed: set-aside for SET_ASIDE. */
final class State {

    private State() {}

    static String of(String typed) {
        return typed.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    static String words(String state) {
        return state.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
