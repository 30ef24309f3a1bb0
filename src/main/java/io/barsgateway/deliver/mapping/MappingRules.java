package io.barsgateway.deliver.mapping;

import com.dashjoin.jsonata.Parser.Symbol;
import io.barsgateway.deliver.function.MappingFunctions;
import io.barsgateway.deliver.jsonata.MappingProblem;
import io.barsgateway.deliver.jsonata.MappingSource;
import io.barsgateway.deliver.jsonata.Parts;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** What a mapping must not have, although JSONata would take it: each rule finds what would fail, or harm, when a message comes. */
final class MappingRules {

    private final MappingSource source;
    private final List<Symbol> parts;
    private final Set<String> tables;
    private final Set<MappingProblem> problems = new LinkedHashSet<>();
    private final String file;

    private MappingRules(String file, MappingSource source, Parts parts, Set<String> tables) {
        this.file = file;
        this.source = source;
        this.parts = parts.all();
        this.tables = tables;
    }

    /** What is wrong; empty where nothing is. Patterns are made linear on the way. */
    static Set<MappingProblem> problems(String file, MappingSource source, Parts parts, Set<String> tables) {
        MappingRules rules = new MappingRules(file, source, parts, tables);
        Set<String> known = rules.known();
        for (Symbol part : rules.parts) {
            switch (Parts.type(part)) {
                case "variable" -> rules.variable(part, known);
                case "function", "partial" -> rules.call(part);
                case "regex" -> rules.pattern(part);
                case "path" -> rules.grouping(part);
                default -> {
                    // Nothing else can be wrong by itself
                }
            }
        }
        return rules.problems;
    }

    /** Every name that the mapping gives to a value, wherever: whether it is in reach there only JSONata knows. */
    private Set<String> known() {
        Set<String> names = new HashSet<>(MappingFunctions.names());
        names.add("");
        names.add("$");
        names.add("message");
        for (Symbol part : parts) {
            if (Parts.type(part).equals("bind")) {
                Symbol bound = Parts.part(part, "lhs");
                if (bound != null) {
                    names.add(Parts.text(bound, "value"));
                }
            }
            if (Parts.type(part).equals("lambda")) {
                Parts.list(part, "arguments").forEach(argument -> names.add(Parts.text(argument, "value")));
            }
            names.add(Parts.text(part, "focus"));
            names.add(Parts.text(part, "index"));
            if (Parts.type(part).equals("index")) {
                names.add(Parts.text(part, "value"));
            }
        }
        return names;
    }

    private void variable(Symbol part, Set<String> known) {
        String name = Parts.text(part, "value");
        String reason = MappingFunctions.REFUSED.get(name);
        if (reason != null) {
            say(part, "$" + name + " is not there in a mapping: " + reason);
        } else if (!known.contains(name)) {
            say(part, "$" + name + " is no function and no variable of this mapping" + near(name, known));
        }
    }

    private void call(Symbol part) {
        Symbol procedure = Parts.part(part, "procedure");
        if (procedure == null) {
            return;
        }
        if (Parts.type(procedure).equals("path")) {
            List<Symbol> steps = Parts.list(procedure, "steps");
            String name = steps.isEmpty() ? "" : Parts.text(steps.get(0), "value");
            say(part, name + "( ) calls what is no function: write $" + name + "( )");
        } else if (Parts.text(procedure, "value").equals("translate")) {
            table(part);
        }
        String name = Parts.text(procedure, "value");
        if (Parts.type(part).equals("partial") && MappingFunctions.isOurs(name)) {
            say(part, "$" + name + " takes no ? for an argument: write function($x){ $" + name + "($x, …) }");
        }
    }

    /** By its name in the file itself, so that a table which is not there is found now. */
    private void table(Symbol part) {
        List<Symbol> arguments = Parts.list(part, "arguments");
        Symbol last = arguments.isEmpty() ? null : arguments.get(arguments.size() - 1);
        if (last == null || !Parts.type(last).equals("string")) {
            say(part, "$translate wants the name of its code table as a text, such as \"local/priority.csv\"");
        } else if (!tables.contains(Parts.text(last, "value"))) {
            String name = Parts.text(last, "value");
            say(part, "there is no code table " + name + near(name, tables));
        }
    }

    private void pattern(Symbol part) {
        try {
            if (Parts.get(part, "value") instanceof java.util.regex.Pattern literal) {
                Parts.set(part, LinearPattern.of(literal));
            }
        } catch (IllegalArgumentException e) {
            say(part, String.valueOf(e.getMessage()));
        }
    }

    /** The library copies the whole list again for each member of such a group. */
    private void grouping(Symbol part) {
        boolean bindsTuples = Parts.list(part, "steps").stream().anyMatch(step -> Parts.get(step, "tuple") != null);
        if (Parts.get(part, "group") != null && bindsTuples) {
            say(part, "a list with @, # or % in its path is not grouped by { }: put the list into a variable first");
        }
    }

    private static String near(String typed, Set<String> known) {
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        return known.stream()
                .filter(name -> !name.isEmpty() && distance.apply(name, typed) <= Math.max(2, typed.length() / 4))
                .min(Comparator.comparingInt((String name) -> distance.apply(name, typed))
                        .thenComparing(Comparator.naturalOrder()))
                .map(name -> "; do you mean " + name + "?")
                .orElse("");
    }

    private void say(Symbol part, String words) {
        problems.add(new MappingProblem(file, source.lineOf(Parts.position(part)), words));
    }
}
