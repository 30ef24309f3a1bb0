package io.barsgateway.answer;

import io.barsgateway.fhir.Original;
import io.barsgateway.receive.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Compresses an answer where that was asked for. */
@Component
public final class CompressAnswer {

    public Answer compress(@Variable("answer") Answer answer, @Variable("request") @Nullable Request request) {
        if (request == null || !request.takesGzip()) {
            return answer;
        }
        Map<String, String> headers = new HashMap<>(answer.headers());
        headers.put("Content-Encoding", "gzip");
        return new Answer(
                answer.status(), headers, new Original(compressed(answer.body().bytes())));
    }

    private static byte[] compressed(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length);
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
