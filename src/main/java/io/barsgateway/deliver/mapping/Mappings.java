package io.barsgateway.deliver.mapping;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import io.barsgateway.deliver.function.CodeTable;
import io.barsgateway.deliver.function.ReadTable;
import io.barsgateway.deliver.jsonata.MappingProblem;
import io.barsgateway.deliver.jsonata.MappingSource;
import io.barsgateway.deliver.jsonata.Parts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.PatternSyntaxException;

/** The mappings of one set of routes, compiled: an exchange that began in a set keeps that set's mappings and tables to its end. */
public final class Mappings {

    /** How names of mapping files end. */
    public static final String MAPPING = ".jsonata";

    /** How names of code tables end. */
    public static final String TABLE = ".csv";

    private static final int LARGEST = 256 * 1024;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** The library keeps its counters here; no name in a mapping may be one of them. */
    private static final String OF_THE_LIBRARY = "__evaluate_";

    private final Map<String, Mapping> byFile;

    private Mappings(Map<String, Mapping> byFile) {
        this.byFile = Map.copyOf(byFile);
    }

    /**
     * Compiles them.
     *
     * @param mappings text of each mapping, by its path in the routes folder
     * @param tables text of each code table, likewise
     * @param problems to which what is wrong is added, with file and line; where anything is, the result is not to be used
     */
    public static Mappings read(
            SortedMap<String, String> mappings, SortedMap<String, String> tables, List<MappingProblem> problems) {
        Map<String, CodeTable> codes = new HashMap<>();
        tables.forEach((file, text) ->
                ReadTable.of(file, withoutMark(text), problems).ifPresent(table -> codes.put(file, table)));
        Map<String, Mapping> compiled = new HashMap<>();
        mappings.forEach((file, text) -> compile(file, withoutMark(text), codes, tables.keySet(), problems)
                .ifPresent(mapping -> compiled.put(file, mapping)));
        return new Mappings(compiled);
    }

    /** Paths of its mapping files. */
    public Set<String> files() {
        return byFile.keySet();
    }

    Optional<Mapping> of(String file) {
        return Optional.ofNullable(byFile.get(file));
    }

    private static Optional<Mapping> compile(
            String file, String text, Map<String, CodeTable> tables, Set<String> names, List<MappingProblem> problems) {
        Optional<MappingProblem> unfit = unfit(file, text);
        if (unfit.isPresent()) {
            problems.add(unfit.get());
            return Optional.empty();
        }
        Jsonata expression;
        try {
            expression = Jsonata.jsonata(text);
        } catch (RuntimeException | Error e) {
            problems.add(problem(file, text, e));
            return Optional.empty();
        }
        Parts parts = Parts.of(expression);
        MappingSource source = new MappingSource(text, parts);
        Set<MappingProblem> wrong = MappingRules.problems(file, source, parts, names);
        problems.addAll(wrong);
        expression.setOutputConvertNulls(false);
        return wrong.isEmpty()
                ? Optional.of(new Mapping(file, expression, source, Map.copyOf(tables)))
                : Optional.empty();
    }

    private static Optional<MappingProblem> unfit(String file, String text) {
        if (text.isBlank()) {
            return Optional.of(new MappingProblem(file, 0, "is empty; delete it, or write an expression"));
        }
        if (text.length() > LARGEST) {
            return Optional.of(new MappingProblem(file, 0, "is larger than 256 KB"));
        }
        int counter = text.indexOf(OF_THE_LIBRARY);
        return counter < 0
                ? Optional.empty()
                : Optional.of(new MappingProblem(
                        file,
                        MappingSource.line(text, counter),
                        "has a name with __evaluate_, which would switch its bounds off"));
    }

    private static MappingProblem problem(String file, String text, Throwable failure) {
        if (failure instanceof JException wrong) {
            SyntaxMistake mistake = SyntaxMistake.of(String.valueOf(wrong.getError()));
            return new MappingProblem(
                    file,
                    MappingSource.line(text, wrong.getLocation()),
                    "is no JSONata here: "
                            + mistake.words(String.valueOf(wrong.getCurrent()), String.valueOf(wrong.getExpected())));
        }
        if (failure instanceof PatternSyntaxException pattern) {
            int at = text.indexOf(pattern.getPattern());
            return new MappingProblem(
                    file, MappingSource.line(text, at), "has a pattern that is none: " + pattern.getDescription());
        }
        if (failure instanceof StackOverflowError) {
            return new MappingProblem(file, 0, "has expressions too deep inside one another: use variables");
        }
        if (failure instanceof VirtualMachineError machine) {
            throw machine;
        }
        return new MappingProblem(file, 0, "is no JSONata: look for a bracket, quote or comment that is not closed");
    }

    private static String withoutMark(String text) {
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }
}
