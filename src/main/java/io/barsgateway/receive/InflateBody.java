package io.barsgateway.receive;

import io.barsgateway.edge.WorkingMemory.Portion;
import io.barsgateway.edge.request.RequestBinding;
import io.barsgateway.fhir.Original;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Takes off the one layer of gzip that a body may have; what comes out is held to the same limit as what comes in. */
@Component
public final class InflateBody {

    private static final int PART = 64 * 1024;

    /** What it grows to while it is not known how long it will be, and the whole. */
    private static final int COPIES = 3;

    private final int maxBody;

    InflateBody(InboundProperties inbound) {
        maxBody = Math.toIntExact(inbound.maxBody().toBytes());
    }

    public Request inflate(@Variable("request") Request request, Exchange exchange) {
        Optional<String> coding = request.header("Content-Encoding").filter(name -> !name.equalsIgnoreCase("identity"));
        if (coding.isEmpty()) {
            return request;
        }
        if (!coding.get().equalsIgnoreCase("gzip")) {
            throw new Fault(FaultCode.UNSUPPORTED_MEDIA_TYPE, "Content-Encoding must be gzip, named once");
        }
        try (GZIPInputStream body =
                new GZIPInputStream(new ByteArrayInputStream(request.body().bytes()))) {
            Original plain =
                    new Original(plain(body, RequestBinding.requestOf(exchange).portion()));
            return new Request(request.path(), request.headers(), request.query(), plain);
        } catch (IOException e) {
            throw new Fault(FaultCode.INVALID, "The body is not gzip as Content-Encoding says", e);
        }
    }

    private byte[] plain(InputStream body, Portion portion) throws IOException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        byte[] part = new byte[PART];
        for (int read = body.read(part); read >= 0; read = body.read(part)) {
            if (plain.size() + read > maxBody) {
                throw new Fault(FaultCode.TOO_LONG, "The body is larger than this gateway takes when it is inflated");
            }
            portion.need((long) COPIES * read);
            plain.write(part, 0, read);
        }
        return plain.toByteArray();
    }
}
