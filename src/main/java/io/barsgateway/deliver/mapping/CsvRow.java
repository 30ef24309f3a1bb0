package io.barsgateway.deliver.mapping;

import java.util.ArrayList;
import java.util.List;

/**
 * A row of a CSV text (RFC 4180). A cell between two {@code "} may hold commas, and {@code ""} for a {@code "}; space around other
 * cells does not count.
 *
 * @param line where it begins, from 1
 */
record CsvRow(int line, List<String> cells) {

    CsvRow {
        cells = List.copyOf(cells);
    }

    /** The rows that are not blank; those that cannot be read are added to the problems. */
    static List<CsvRow> read(String file, String text, List<MappingProblem> problems) {
        List<CsvRow> rows = new ArrayList<>();
        int number = 0;
        for (String line : text.split("\r\n|\r|\n", -1)) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            List<String> cells = new ArrayList<>();
            if (split(line, cells)) {
                rows.add(new CsvRow(number, cells));
            } else {
                problems.add(new MappingProblem(
                        file,
                        number,
                        "has a \" without its second: a cell that begins with \" ends with \", in the same line, and has"
                                + " \"\" for a \" in it"));
            }
        }
        return rows;
    }

    /** False where a quote is not closed, or something stands beside one. */
    private static boolean split(String line, List<String> cells) {
        int at = 0;
        while (true) {
            while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
                at++;
            }
            if (at < line.length() && line.charAt(at) == '"') {
                StringBuilder cell = new StringBuilder();
                at = quoted(line, at + 1, cell);
                if (at < 0) {
                    return false;
                }
                cells.add(cell.toString());
            } else {
                int comma = line.indexOf(',', at);
                int end = comma < 0 ? line.length() : comma;
                cells.add(line.substring(at, end).strip());
                at = end;
            }
            if (at >= line.length()) {
                return true;
            }
            at++;
        }
    }

    /** Where the comma behind it is, or the end; -1 where there is none. */
    private static int quoted(String line, int start, StringBuilder cell) {
        int at = start;
        for (; at < line.length(); at++) {
            if (line.charAt(at) != '"') {
                cell.append(line.charAt(at));
            } else if (at + 1 < line.length() && line.charAt(at + 1) == '"') {
                cell.append('"');
                at++;
            } else {
                String rest = line.substring(at + 1);
                int comma = rest.indexOf(',');
                boolean clean = (comma < 0 ? rest : rest.substring(0, comma)).isBlank();
                return clean ? at + 1 + (comma < 0 ? rest.length() : comma) : -1;
            }
        }
        return -1;
    }
}
