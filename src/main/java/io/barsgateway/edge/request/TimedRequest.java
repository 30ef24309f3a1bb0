package io.barsgateway.edge.request;

import io.barsgateway.edge.WorkingMemory.Portion;
import io.barsgateway.edge.handshake.Peer;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.regex.Pattern;

/**
 * A whole HTTP request with what belongs to it: its path and query apart, since Camel would look for a port in the query;
 * who sent it; the time in which it must be answered; and the memory that it has taken.
 */
public final class TimedRequest extends DefaultFullHttpRequest {

    private static final Pattern UUID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private final String query;
    private final Peer peer;
    private final AnswerTime answerTime;
    private final Portion portion;

    /** Takes over the body of {@code whole}. */
    TimedRequest(FullHttpRequest whole, Peer peer, AnswerTime answerTime, Portion portion) {
        super(
                whole.protocolVersion(),
                whole.method(),
                path(whole.uri()),
                whole.content(),
                whole.headers(),
                whole.trailingHeaders());
        int query = whole.uri().indexOf('?');
        this.query = query < 0 ? "" : whole.uri().substring(query);
        // A body whose framing broke on the way is marked so, and Camel refuses it
        setDecoderResult(whole.decoderResult());
        this.peer = peer;
        this.answerTime = answerTime;
        this.portion = portion;
    }

    /** The path as routes name it: the operation's $ may arrive escaped, and Camel would not find its route. */
    public static String path(String uri) {
        int query = uri.indexOf('?');
        return (query < 0 ? uri : uri.substring(0, query)).replace("%24", "$");
    }

    /** The id in that header; empty where there is none, or what is there is no UUID in its usual spelling. */
    String id(String header) {
        return id(headers(), header);
    }

    static String id(HttpHeaders headers, String header) {
        String id = headers.get(header);
        return id != null && UUID.matcher(id).matches() ? id : "";
    }

    /** From its "?" on; empty where there is none. */
    public String query() {
        return query;
    }

    /** Who is at the other end of the connection that it came on. */
    public Peer peer() {
        return peer;
    }

    public AnswerTime answerTime() {
        return answerTime;
    }

    /** Its part of the working memory; given back when the request is over. */
    public Portion portion() {
        return portion;
    }
}
