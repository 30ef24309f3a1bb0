package io.barsgateway.outbox.queue;

import java.util.List;

/**
 * The lanes that one claim takes work of.
 *
 * @param only these; all where it is empty
 * @param closed not these
 * @param doubtful one piece of each of these
 * @param quick up to {@value #MANY} pieces of each of these, since they have their turns soon; of any other up to {@value #SEVERAL}
 */
public record TakenLanes(List<String> only, List<String> closed, List<String> doubtful, List<String> quick) {

    /** Of a lane whose neighbour takes its time. */
    public static final int SEVERAL = 8;

    /** Of a lane that is quick, and of all lanes together. */
    public static final int MANY = 64;

    public TakenLanes {
        only = List.copyOf(only);
        closed = List.copyOf(closed);
        doubtful = List.copyOf(doubtful);
        quick = List.copyOf(quick);
    }
}
