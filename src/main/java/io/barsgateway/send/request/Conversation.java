package io.barsgateway.send.request;

import io.barsgateway.local.Objection;
import io.barsgateway.receive.Ids;
import io.barsgateway.receive.Request;
import java.util.Optional;

/** The X-Correlation-Id of what a local system asks or sends. */
final class Conversation {

    private Conversation() {}

    /** The conversation that a local system names; 400 where it is no UUID, which every Receiver would refuse. */
    static Optional<String> of(Request request) {
        Optional<String> named = request.header("X-Correlation-Id").filter(text -> !text.isBlank());
        if (named.isPresent() && !Ids.isUuid(named.get())) {
            throw new Objection(400, "X-Correlation-Id", "is not a UUID");
        }
        return named;
    }
}
