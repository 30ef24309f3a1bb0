package io.barsgateway.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Tree;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fhir.form.FhirXml;
import io.barsgateway.fhir.form.Format;
import io.barsgateway.receive.Request;
import java.util.Locale;
import java.util.Optional;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** The body becomes a Bundle of type message: 415 by its headers, 400 invalid where it is not one. */
@Component
public final class ParseMessage {

    public ParsedMessage parse(@Variable("request") Request request) {
        Format format = format(request);
        JsonNode tree =
                switch (format) {
                    case JSON -> FhirJson.read(request.body().bytes());
                    case XML -> FhirXml.read(request.body().bytes());
                };
        MessageBundle bundle = MessageBundle.of(tree);
        if (Tree.text(bundle.tree(), "type").filter("message"::equals).isEmpty()) {
            throw new Fault(FaultCode.INVALID, "Bundle.type is not message");
        }
        return new ParsedMessage(request.body(), format, bundle);
    }

    private static Format format(Request request) {
        String type = request.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        return Optional.of(type)
                .filter(name -> name.startsWith(Format.JSON.mediaType()) || name.startsWith(Format.XML.mediaType()))
                .flatMap(Format::named)
                .orElseThrow(() -> new Fault(
                        FaultCode.UNSUPPORTED_MEDIA_TYPE,
                        "Content-Type is neither " + Format.JSON.mediaType() + " nor " + Format.XML.mediaType()));
    }
}
