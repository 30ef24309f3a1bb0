package io.barsgateway.cli.routes;

import io.barsgateway.operate.routeauthor.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A trial for its author to read: each step with what it changed, what would be sent, and how it ended. */
final class TrialText {

    private static final int SHORT = 600;

    private TrialText() {}

    /** @param full whether nothing is cut, however long */
    static List<String> lines(Trial trial, boolean full) {
        List<String> lines = new ArrayList<>();
        List<Trial.Step> steps = trial.steps();
        for (int i = 0; i < steps.size(); i++) {
            Trial.Step step = steps.get(i);
            String indent = "  ".repeat(step.depth());
            lines.add(indent + step.id() + ": " + step.does()
                    + (step.outcome().equals("ran") ? "" : "  [" + step.outcome() + "]"));
            boolean holdsOthers = i + 1 < steps.size() && steps.get(i + 1).depth() > step.depth();
            if (!holdsOthers) {
                step.changes().forEach(change -> lines.add(indent + "    " + cut(change, full)));
            }
        }
        for (Trial.Sent sent : trial.sent()) {
            lines.add("");
            lines.add("WOULD BE SENT to " + sent.to());
            new TreeMap<>(sent.headers()).forEach((name, value) -> lines.add("  " + name + ": " + value));
            lines.add(cut(sent.body(), full));
        }
        lines.add("");
        lines.add(trial.ending());
        return lines;
    }

    private static String cut(String text, boolean full) {
        if (full || text.length() <= SHORT) {
            return text;
        }
        // Not between the two halves of one character
        int end = Character.isHighSurrogate(text.charAt(SHORT - 1)) ? SHORT - 1 : SHORT;
        return text.substring(0, end) + " ... (" + text.length() + " characters; --full)";
    }
}
