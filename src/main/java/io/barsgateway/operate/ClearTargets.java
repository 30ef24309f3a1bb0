package io.barsgateway.operate;

import io.barsgateway.answer.Answer;
import io.barsgateway.send.partner.KnownTargets;
import org.springframework.stereotype.Component;

/** Forgets what every target said of itself, so that it is asked anew (guide, Caching: a manual clear is mandatory). */
@Component
public final class ClearTargets {

    private final KnownTargets targets;

    ClearTargets(KnownTargets targets) {
        this.targets = targets;
    }

    public Answer clear() {
        return Answer.json(200, "{\"cleared\":" + targets.clear() + "}");
    }
}
