package io.barsgateway.edge.guard;

import io.barsgateway.fhir.fault.FaultCode;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether we speak the HTTP version of a request and its transfer coding, and know for certain where its body ends (RFC 9112 6). */
final class RequestFraming {

    private static final String CHUNKED = HttpHeaderValues.CHUNKED.toString();
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]++");

    private RequestFraming() {}

    static @Nullable FaultCode objection(HttpRequest request) {
        HttpVersion version = request.protocolVersion();
        if (!version.protocolName().equals("HTTP")) {
            return FaultCode.INVALID;
        }
        if (version.majorVersion() != 1) {
            // RFC 9110 15.6.6; a higher minor version is read as 1.1 (RFC 9110 2.5)
            return FaultCode.VERSION_NOT_SUPPORTED;
        }
        List<String> values = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (values.isEmpty()) {
            return null;
        }
        if (version.minorVersion() == 0 || request.headers().contains(HttpHeaderNames.CONTENT_LENGTH)) {
            // Two readers could take such a request for two different ones (RFC 9112 6.1, 6.3)
            return FaultCode.INVALID;
        }
        return codings(values);
    }

    /** 400 where they cannot be read or chunked is not the last, 501 where one is not spoken here (RFC 9112 6.1). */
    private static @Nullable FaultCode codings(List<String> values) {
        List<String> codings = values.stream()
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .map(coding -> coding.strip().toLowerCase(Locale.ROOT))
                .toList();
        int chunked = codings.indexOf(CHUNKED);
        if (codings.stream().anyMatch(coding -> !TOKEN.matcher(coding).matches())
                || (chunked >= 0 && chunked < codings.size() - 1)) {
            return FaultCode.INVALID;
        }
        return codings.equals(List.of(CHUNKED)) ? null : FaultCode.NOT_IMPLEMENTED;
    }
}
