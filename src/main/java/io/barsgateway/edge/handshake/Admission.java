package io.barsgateway.edge.handshake;

import io.barsgateway.trust.chain.Refusal;
import java.util.Optional;

/** Whether a caller is let in, and may stay; asked again while the connection lasts. */
public interface Admission {

    /** Lets everybody in: for a listener whose requests are judged by their credentials alone. */
    Admission OPEN = new Admission() {
        @Override
        public Optional<Refusal> atHandshake(Peer peer) {
            return Optional.empty();
        }

        @Override
        public Optional<Refusal> objection(Peer peer) {
            return Optional.empty();
        }
    };

    /** What can be told at once, on a thread that must not wait: all but the name, which is answered with a 403. */
    Optional<Refusal> atHandshake(Peer peer);

    /** Everything. */
    Optional<Refusal> objection(Peer peer);
}
