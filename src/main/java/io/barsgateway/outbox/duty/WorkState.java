package io.barsgateway.outbox.duty;

import io.barsgateway.audit.write.SqlText;
import io.barsgateway.outbox.WorkStatus;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What becomes of work that is not done, as a person asks for it. The first that is so is it. */
public enum WorkState {
    /** It failed for good: a person must look. */
    SET_ASIDE("w.status = {UNDELIVERED}"),
    /** It is rejected to its Requester, who has not confirmed that yet. */
    RETURNING("w.status = {RETURNING}"),
    /** Something that came before it in its case has not gone yet. */
    BEHIND("EXISTS (" + Condition.BEFORE + "p.status NOT IN ({DONE}, {HANDLED})"
            + " AND NOT (p.status IN ({UNDELIVERED}, {RETURNING}) AND (p.notice OR w.notice)))"),
    /** A person handled in another way what came before it in its case, and decides whether it goes. */
    DECISION("NOT w.notice AND EXISTS (" + Condition.BEFORE + "p.status = {HANDLED})"),
    /** An attempt failed, another follows. */
    FAILING("w.reason <> ''"),
    /** No attempt has failed. */
    WAITING("true");

    private final String condition;

    WorkState(String condition) {
        this.condition = SqlText.of(condition, WorkStatus.values());
    }

    /** The constants above cannot use a field of their own enum. */
    private static final class Condition {

        static final String BEFORE =
                "SELECT 1 FROM work p WHERE p.kind = w.kind AND p.case_id = w.case_id AND p.id < w.id AND ";
    }

    /** As an SQL expression of the row {@code w}. */
    static String expression() {
        return Arrays.stream(values())
                .map(state -> "WHEN " + state.condition + " THEN '" + state + "'")
                .collect(Collectors.joining(" ", "CASE ", " END"));
    }

    /** What must be so for it, as an SQL condition; what is named before it may not be. */
    String isIt() {
        return Stream.concat(
                        Arrays.stream(values())
                                .filter(state -> state.compareTo(this) < 0)
                                .map(state -> "NOT (" + state.condition + ")"),
                        Stream.of("(" + condition + ")"))
                .collect(Collectors.joining(" AND "));
    }
}
