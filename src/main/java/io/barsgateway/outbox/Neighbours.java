package io.barsgateway.outbox;

import java.time.Duration;
import java.util.List;

/** What the settings say of those that one kind of work goes to. Each has a lane, known by its name. */
public interface Neighbours {

    /** The kind of work: {@link Work#DELIVER} or {@link Work#SEND}. */
    String kind();

    /** What happens in a lane, for operators: "deliveries of 2000012345". */
    String named(String lane);

    /** The lanes that work is taken of; empty where it is taken of all. */
    List<String> only();

    /** Attempts at once, of all lanes together. */
    int workers();

    /** Attempts at once in that lane. */
    int atOnce(String lane);

    /** Failures in a row after which a lane has one attempt at a time. */
    int breakerAfter();

    /** How old work may become before a failure sets it aside. */
    Duration giveUpAfter(Work work);

    /** Whether the original may go elsewhere where no view of it can be made. */
    boolean hasFallback(Work work);
}
