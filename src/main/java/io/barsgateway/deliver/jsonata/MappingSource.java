package io.barsgateway.deliver.jsonata;

import com.dashjoin.jsonata.Parser.Symbol;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The text of a mapping: in which line each part of its expression stands, and which member that part makes. */
public final class MappingSource {

    private static final Set<String> TEXTS_OF_THEIR_OWN = Set.of("error", "assert");

    /** Names in a path; a function that calls itself makes one of hundreds. */
    private static final int MOST_NAMES = 12;

    private final String text;
    private final IdentityHashMap<Symbol, String> members = new IdentityHashMap<>();
    private final IdentityHashMap<Symbol, String> said = new IdentityHashMap<>();
    private final Set<Symbol> called = Collections.newSetFromMap(new IdentityHashMap<>());
    private final boolean changes;

    public MappingSource(String text, Parts parts) {
        this.text = text;
        this.changes = parts.all().stream().anyMatch(part -> Parts.type(part).equals("transform"));
        for (Symbol part : parts.all()) {
            for (Symbol[] member : Parts.members(part)) {
                members.put(member[1], Parts.type(member[0]).equals("string") ? Parts.text(member[0], "value") : "?");
            }
            calls(part);
        }
    }

    private void calls(Symbol part) {
        Symbol procedure = Parts.part(part, "procedure");
        if (procedure != null) {
            called.add(procedure);
            List<Symbol> arguments = Parts.list(part, "arguments");
            if (TEXTS_OF_THEIR_OWN.contains(Parts.text(procedure, "value"))
                    && !arguments.isEmpty()
                    && Parts.type(arguments.get(arguments.size() - 1)).equals("string")) {
                said.put(part, Parts.text(arguments.get(arguments.size() - 1), "value"));
            }
        }
        if (Parts.type(part).equals("apply")) {
            Symbol function = Parts.part(part, "rhs");
            if (function != null && !Parts.type(function).equals("function")) {
                called.add(function);
            }
        }
    }

    /** Whether a member of an object is made of it. */
    boolean isMember(Symbol part) {
        return members.containsKey(part);
    }

    /** Whether the expression changes values that were made before: {@code | | |}. */
    boolean changes() {
        return changes;
    }

    /** Whether what this part comes to is called as a function. */
    boolean isCalled(Symbol part) {
        return called.contains(part);
    }

    /** What $error or $assert says, where that is written in the mapping word for word; else it may quote the message. */
    String said(Symbol part) {
        return said.getOrDefault(part, "");
    }

    /** The line of the innermost part that is known; 0 where none is. */
    int line(Collection<Symbol> innermostFirst) {
        return innermostFirst.stream().mapToInt(Parts::position).filter(position -> position > 0).findFirst().stream()
                .map(this::lineOf)
                .findFirst()
                .orElse(0);
    }

    /** From 1. */
    public int lineOf(int position) {
        return line(text, position);
    }

    /** The line in which a position of a text stands, from 1. */
    public static int line(String text, int position) {
        int end = Math.min(Math.max(position, 0), text.length());
        return 1
                + (int) text.substring(0, end)
                        .chars()
                        .filter(character -> character == '\n')
                        .count();
    }

    /** Names of the members being made, the outermost first, as in {@code patient.nhsNumber}; empty where none is. */
    String path(Collection<Symbol> outermostFirst) {
        List<String> path = outermostFirst.stream()
                .flatMap(part -> Stream.ofNullable(members.get(part)))
                .toList();
        return String.join(".", path.size() <= MOST_NAMES ? path : path.subList(0, MOST_NAMES))
                + (path.size() <= MOST_NAMES ? "" : ".…");
    }
}
