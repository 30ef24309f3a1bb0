package io.barsgateway.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Outcomes of one or two kinds of load: the median of each, and what the second is of the first. */
final class Medians {

    private final Map<String, List<Outcome>> kinds = new LinkedHashMap<>();

    /** @param names of the kinds, in the order of the table */
    Medians(Collection<String> names) {
        names.forEach(name -> kinds.put(name, new ArrayList<>()));
    }

    void add(String kind, Outcome outcome) {
        Objects.requireNonNull(kinds.get(kind), kind).add(outcome);
    }

    /** The median of the second kind over that of the first. */
    double ratio(Figure figure) {
        List<Double> both = medians(figure);
        return both.get(1) / both.get(0);
    }

    private List<Double> medians(Figure figure) {
        return kinds.values().stream()
                .map(outcomes -> median(outcomes.stream().map(figure::of).toList()))
                .toList();
    }

    /** The one in the middle; of an even number the mean of the two. */
    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int upper = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(upper) : (sorted.get(upper - 1) + sorted.get(upper)) / 2;
    }

    /** In Markdown, a row for each figure. */
    @Override
    public String toString() {
        StringBuilder table = new StringBuilder("| |");
        kinds.forEach((kind, outcomes) ->
                table.append(" %s, median of %d |".formatted(kind, outcomes.size())));
        table.append(kinds.size() == 2 ? " ratio |\n|---|---|---|---|\n" : "\n|---|---|\n");
        for (Figure figure : Figure.values()) {
            table.append("| ").append(figure.label()).append(" |");
            medians(figure).forEach(median -> table.append(" %,.2f |".formatted(median)));
            table.append(kinds.size() == 2 ? " %.3f |\n".formatted(ratio(figure)) : "\n");
        }
        return table.toString();
    }
}
