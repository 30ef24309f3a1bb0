package io.barsgateway.receive;

import io.barsgateway.edge.LimitsProperties;
import io.barsgateway.edge.request.RequestBinding;
import io.barsgateway.fhir.form.DocumentSize;
import io.barsgateway.fhir.form.Format;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/**
 * Counts the elements of a body before any tree is made of it: 413 past the bound of one document (bars.limits.elements, and a
 * fixed depth), 503 where all documents together would take more memory than they may.
 */
@Component
public final class WeighBody {

    /** Heap for one element: measured, 50 to 200 bytes in a tree, up to 435 with a copy of it and the copy's bytes. */
    private static final int OF_AN_ELEMENT = 400;

    /** Heap for one byte, in texts, answers and what is stored. */
    private static final int OF_A_BYTE = 4;

    private final int most;

    WeighBody(LimitsProperties limits) {
        most = limits.elements();
    }

    public void weigh(@Variable("request") Request request, Exchange exchange) {
        Format format = request.header("Content-Type").flatMap(Format::named).orElse(Format.JSON);
        int elements = DocumentSize.elements(request.body().bytes(), format, most);
        long bytes = (long) elements * OF_AN_ELEMENT + (long) request.body().size() * OF_A_BYTE;
        RequestBinding.requestOf(exchange).portion().need(bytes);
    }
}
