package io.barsgateway.receive;

import io.barsgateway.edge.handshake.Peer;
import io.barsgateway.edge.request.AnswerTime;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Who is at the other end of the TLS connection, and where the request comes from: the peer itself, or whom a trusted proxy
 * names.
 *
 * @param answerTime whether there is still time to answer
 */
public record Connection(Peer peer, InetAddress address, AnswerTime answerTime) {

    /** The chain that was presented, leaf first; empty where none was asked for. */
    public List<X509Certificate> chain() {
        return peer.chain();
    }
}
