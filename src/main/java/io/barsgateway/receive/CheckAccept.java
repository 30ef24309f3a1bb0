package io.barsgateway.receive;

import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.fhir.form.Accept;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Only a major version above our own, or media types that we never write, cannot be met: 406 (guide, Versioning). */
@Component
public final class CheckAccept {

    /** The parameter of that very name: fhirVersion is another. */
    private static final Pattern VERSION = Pattern.compile("(?i)(?:^|[;,\\s])version\\s*+=\\s*+\"?'?(\\d{1,4})");

    private static final int OUR_MAJOR = 1;

    public void check(@Variable("request") Request request) {
        String accept = String.join(",", request.headers().getOrDefault("accept", List.of()));
        Matcher version = VERSION.matcher(accept);
        if (version.find() && Integer.parseInt(version.group(1)) > OUR_MAJOR) {
            throw new Fault(FaultCode.NOT_ACCEPTABLE, "Accept asks for a BaRS Core version above " + OUR_MAJOR);
        }
        if (!accept.isBlank() && !request.namesFormat() && Accept.of(accept).takesNone()) {
            throw new Fault(FaultCode.NOT_ACCEPTABLE, "Accept takes neither FHIR JSON nor FHIR XML");
        }
    }
}
