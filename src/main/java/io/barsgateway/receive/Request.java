package io.barsgateway.receive;

import io.barsgateway.fhir.Original;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.fhir.form.Accept;
import io.barsgateway.fhir.form.Format;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the HTTP request said: its headers under lower-case names, its query parameters, its body as it came. Headers and
 * parameters never mix.
 *
 * @param path under the base path, such as /Slot
 */
public record Request(String path, Map<String, List<String>> headers, Map<String, List<String>> query, Original body) {

    public Request {
        headers = Map.copyOf(headers);
        query = Map.copyOf(query);
    }

    /** The one value of a header; a header sent twice with different values is refused, since two readers would differ. */
    public Optional<String> header(String name) {
        List<String> values = headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
        if (values.stream().distinct().count() > 1) {
            throw new Fault(FaultCode.VALUE, name + " is sent more than once with different values");
        }
        return values.stream().findFirst();
    }

    /** The format to answer in: {@code _format}, else {@code Accept}, else that of the request. */
    public Format answerFormat() {
        Optional<Format> asked = formatOfQuery();
        List<String> types = headers.getOrDefault("content-type", List.of());
        Format own = types.stream().findFirst().flatMap(Format::named).orElse(Format.JSON);
        return asked.orElseGet(() -> Accept.of(String.join(",", headers.getOrDefault("accept", List.of())))
                .preferred(own));
    }

    /** Whether {@code _format} names one that we write: it outranks {@code Accept} (R4, HTTP: 3.1.0.1.11). */
    boolean namesFormat() {
        return formatOfQuery().isPresent();
    }

    private Optional<Format> formatOfQuery() {
        return query.getOrDefault("_format", List.of()).stream().findFirst().flatMap(Format::named);
    }

    /** What is asked for: the first part of the path, such as Slot; never an id that may follow it. */
    public String operation() {
        return path.startsWith("/") ? path.substring(1).split("/", 2)[0] : "";
    }

    /** Whether the answer may be compressed. */
    public boolean takesGzip() {
        return headers.getOrDefault("accept-encoding", List.of()).stream()
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .map(value -> value.strip().toLowerCase(Locale.ROOT).replace(" ", ""))
                .anyMatch(value ->
                        value.equals("gzip") || (value.startsWith("gzip;") && !value.matches("gzip;q=0(\\.0*)?")));
    }

    /** Names no content: headers hold identities, the body a patient's. */
    @Override
    public String toString() {
        return "Request of " + body;
    }
}
