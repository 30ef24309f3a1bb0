package io.barsgateway.operate.routeauthor;

import java.util.List;
import java.util.Map;

/**
 * What came of one route run on one message, with every destination replaced.
 *
 * @param steps in the order in which they began
 * @param sent what would have left, in order
 * @param ending how it ended, in words: delivered, tried again, set aside
 */
public record Trial(List<Step> steps, List<Sent> sent, String ending) {

    public Trial {
        steps = List.copyOf(steps);
        sent = List.copyOf(sent);
    }

    /**
     * One step.
     *
     * @param depth how many routes and choices it is inside of
     * @param id of the step
     * @param does what it says of itself, else its kind
     * @param outcome ran, would be sent, left out, or why it failed
     * @param changes what it changed: {@code variable work = ...}, {@code header X = ...}, {@code body = ...}
     */
    public record Step(int depth, String id, String does, String outcome, List<String> changes) {

        public Step {
            changes = List.copyOf(changes);
        }
    }

    /**
     * One message that would have left.
     *
     * @param to the endpoint in the route
     * @param headers what would go with it, without those that only Camel reads; an Authorization without its value
     * @param body text
     */
    public record Sent(String to, Map<String, String> headers, String body) {

        public Sent {
            headers = Map.copyOf(headers);
        }
    }
}
