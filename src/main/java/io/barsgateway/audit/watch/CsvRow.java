package io.barsgateway.audit.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A row of a CSV file (RFC 4180) of the operator. A cell between two {@code "} may hold commas, and {@code ""} for a {@code "}; space
 * around a cell does not count.
 *
 * @param line where it stands, from 1
 */
public record CsvRow(int line, List<String> cells) {

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setIgnoreSurroundingSpaces(true).build();

    public CsvRow {
        cells = List.copyOf(cells);
    }

    /**
     * The rows that are not blank. Each line is read by itself, so that one quote too many spoils no line behind it.
     *
     * @param text that may begin with a byte-order mark, as spreadsheets save it
     * @param unreadable is given the number of each line whose quotes do not fit
     */
    public static List<CsvRow> read(String text, IntConsumer unreadable) {
        String marked = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        List<CsvRow> rows = new ArrayList<>();
        int number = 0;
        for (String line : marked.lines().toList()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try (CSVParser parser = CSVParser.parse(line, FORMAT)) {
                for (CSVRecord row : parser) {
                    rows.add(new CsvRow(number, row.toList()));
                }
            } catch (IOException | UncheckedIOException e) {
                unreadable.accept(number);
            }
        }
        return rows;
    }
}
