package io.barsgateway.outbox;

import io.barsgateway.fhir.Original;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A failure that another attempt would only repeat: the work is set aside for a person, with these words. */
public final class CannotSucceed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable Original answer;

    public CannotSucceed(String reason) {
        super(reason);
        this.answer = null;
    }

    /** Because the other side answered so; its answer is handed on to the local system, and never logged. */
    public CannotSucceed(String reason, Original answer) {
        super(reason);
        this.answer = answer;
    }

    public Optional<Original> answer() {
        return Optional.ofNullable(answer);
    }
}
