package io.barsgateway.receive;

import io.barsgateway.fhir.Original;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Takes off the one layer of gzip that a body may have; what comes out is held to the same limit as what comes in. */
@Component
public final class InflateBody {

    private final int maxBody;

    InflateBody(InboundProperties inbound) {
        maxBody = Math.toIntExact(inbound.maxBody().toBytes());
    }

    public Request inflate(@Variable("request") Request request) {
        Optional<String> coding = request.header("Content-Encoding").filter(name -> !name.equalsIgnoreCase("identity"));
        if (coding.isEmpty()) {
            return request;
        }
        if (!coding.get().equalsIgnoreCase("gzip")) {
            throw new Fault(FaultCode.UNSUPPORTED_MEDIA_TYPE, "Content-Encoding is not gzip, once");
        }
        try (GZIPInputStream body =
                new GZIPInputStream(new ByteArrayInputStream(request.body().bytes()))) {
            byte[] plain = body.readNBytes(maxBody + 1);
            if (plain.length > maxBody) {
                throw new Fault(FaultCode.TOO_LONG, "The body is larger than this gateway takes when it is inflated");
            }
            return new Request(request.path(), request.headers(), request.query(), new Original(plain));
        } catch (IOException e) {
            throw new Fault(FaultCode.INVALID, "The body is not gzip as Content-Encoding says", e);
        }
    }
}
