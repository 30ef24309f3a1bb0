package io.barsgateway.deliver.function;

import io.barsgateway.audit.watch.CsvRow;
import io.barsgateway.deliver.function.CodeTable.Code;
import io.barsgateway.deliver.jsonata.MappingProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A code table from CSV text (RFC 4180): the first line names the columns, one by the subject of the codes, one by any other word for
 * what they become, and a third, {@code system}, where there is one. A row with the code * is the default.
 */
public final class ReadTable {

    private static final String SYSTEM = "system";
    private static final String DEFAULT = "*";
    private static final int LARGEST = 1_000_000;
    private static final int FEWEST = 2;
    private static final int MOST = 3;

    private final String file;
    private final List<MappingProblem> problems;
    private final Map<Code, String> rows = new HashMap<>();
    private final List<String> defaults = new ArrayList<>();

    private ReadTable(String file, List<MappingProblem> problems) {
        this.file = file;
        this.problems = problems;
    }

    /** Empty where it cannot be used; why is added to the problems. */
    public static Optional<CodeTable> of(String file, String text, List<MappingProblem> problems) {
        int before = problems.size();
        Optional<CodeTable> table = new ReadTable(file, problems).read(text);
        return problems.size() == before ? table : Optional.empty();
    }

    private Optional<CodeTable> read(String text) {
        if (text.length() > LARGEST) {
            say(0, "is larger than 1 MB: split it into tables by subject");
            return Optional.empty();
        }
        List<CsvRow> lines = CsvRow.read(
                text,
                line -> say(
                        line,
                        "has a \" without its second: a cell that begins with \" ends with \", in the same line, and has"
                                + " \"\" for a \" in it"));
        if (lines.isEmpty()) {
            say(1, "is empty: write a first line such as priority,pas and a row for each code");
            return Optional.empty();
        }
        List<String> columns = lines.get(0).cells().stream().map(String::strip).toList();
        List<Subject> subjects =
                columns.stream().flatMap(word -> Subject.named(word).stream()).toList();
        List<String> results = columns.stream()
                .filter(word -> Subject.named(word).isEmpty() && !word.equals(SYSTEM))
                .toList();
        boolean whole = columns.size() >= FEWEST && columns.size() <= MOST && subjects.size() == 1;
        if (!whole || results.size() != 1 || results.get(0).isEmpty()) {
            say(
                    lines.get(0).line(),
                    "must begin with a line that names its columns: one of priority, outcome, flag, status and other for"
                            + " the codes, one word for what they become, and system where the code system matters;"
                            + " such as priority,pas or system,flag,pas");
            return Optional.empty();
        }
        int code = columns.indexOf(subjects.get(0).word());
        int result = columns.indexOf(results.get(0));
        int system = columns.indexOf(SYSTEM);
        for (CsvRow row : lines.subList(1, lines.size())) {
            if (row.cells().size() != columns.size()) {
                say(
                        row.line(),
                        "has " + row.cells().size() + " cells where the first line names " + columns.size()
                                + " columns: a cell with a comma in it stands between two \"");
            } else {
                add(subjects.get(0), row, row.cells().get(code), row.cells().get(result), system(row, system));
            }
        }
        if (lines.size() == 1 && problems.stream().noneMatch(this::isOfThisFile)) {
            say(lines.get(0).line(), "has no row: write one for each code");
        }
        return problems.stream().anyMatch(this::isOfThisFile)
                ? Optional.empty()
                : Optional.of(
                        new CodeTable(subjects.get(0), rows, defaults.stream().findFirst()));
    }

    private boolean isOfThisFile(MappingProblem problem) {
        return problem.file().equals(file);
    }

    private static String system(CsvRow row, int column) {
        return column < 0 ? "" : row.cells().get(column);
    }

    private void add(Subject subject, CsvRow row, String code, String result, String system) {
        if (code.isEmpty() || result.isEmpty()) {
            say(row.line(), "has a row without a code or without what it becomes: fill both, or delete the row");
        } else if (!code.equals(DEFAULT)) {
            if (rows.putIfAbsent(Code.of(system, code), result) != null) {
                say(row.line(), "has a second row for a code that is above: delete one of them");
            }
        } else if (!subject.mayHaveDefault()) {
            say(
                    row.line(),
                    "has a default (*) for " + subject.word()
                            + ", which is not allowed: a code that is not known sets its message aside under an alarm, so that"
                            + " nobody is treated by a guess. Write a row for each code");
        } else if (!defaults.isEmpty() || !system.isEmpty()) {
            say(row.line(), "has a second default (*), or one with a system: one row, without a system, is enough");
        } else {
            defaults.add(result);
        }
    }

    private void say(int line, String words) {
        problems.add(new MappingProblem(file, line, words));
    }
}
