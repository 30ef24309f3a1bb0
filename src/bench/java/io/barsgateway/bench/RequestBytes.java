package io.barsgateway.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * One HTTP request with a validation request of a chosen size, whose ids are written anew in place before each use. Of one connection
 * alone: it is not safe for two threads.
 */
final class RequestBytes {

    /** The service that the benchmark's gateway receives for. */
    static final String SERVICE = "2000099999";

    /** A service that nothing is sent to; what it holds may be kept from being delivered. */
    static final String PAUSED_SERVICE = "2000088888";

    private static final String REQUEST_ID = "aaaaaaaa-0000-4000-8000-000000000001";
    private static final String CORRELATION_ID = "aaaaaaaa-0000-4000-8000-000000000002";
    private static final String BUNDLE_ID = "11111111-2222-4333-8444-555555555555";
    private static final String REQUEST_ENTRY = "00000002-0000-4000-8000-000000000000";
    private static final List<String> FRESH = List.of(REQUEST_ID, CORRELATION_ID, BUNDLE_ID, REQUEST_ENTRY);

    private final byte[] bytes;
    private final int bodyAt;
    private final List<List<Integer>> places;

    private RequestBytes(byte[] head, byte[] body) {
        bytes = new byte[head.length + body.length];
        System.arraycopy(head, 0, bytes, 0, head.length);
        System.arraycopy(body, 0, bytes, head.length, body.length);
        bodyAt = head.length;
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        places = FRESH.stream().map(id -> placesOf(text, id)).toList();
    }

    /** With a body of at least that many bytes, and at most one observation more. */
    static RequestBytes of(int size) throws IOException {
        byte[] body = message(size);
        String target = Base64.getEncoder()
                .encodeToString(("{\"system\":\"https://fhir.nhs.uk/Id/dos-service-id\",\"value\":\"" + SERVICE + "\"}")
                        .getBytes(StandardCharsets.UTF_8));
        String organisation = Base64.getEncoder()
                .encodeToString(
                        """
                        {"resourceType":"Organization","name":"Bench","identifier":[{"system":"https://fhir.nhs.uk/Id/ods-organization-code",
                        "value":"X27"}]}"""
                                .getBytes(StandardCharsets.UTF_8));
        String head = String.join(
                "\r\n",
                "POST /$process-message HTTP/1.1",
                "Host: localhost",
                "Content-Type: application/fhir+json",
                "Accept: application/fhir+json; version=1.0.0",
                "X-Request-Id: " + REQUEST_ID,
                "X-Correlation-Id: " + CORRELATION_ID,
                "NHSD-Target-Identifier: " + target,
                "NHSD-End-User-Organisation: " + organisation,
                "Content-Length: " + body.length,
                "",
                "");
        return new RequestBytes(head.getBytes(StandardCharsets.US_ASCII), body);
    }

    /** Writes a new id wherever an id of one message stands. */
    void renew() {
        for (List<Integer> same : places) {
            byte[] id = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
            same.forEach(at -> System.arraycopy(id, 0, bytes, at, id.length));
        }
    }

    /** The whole request, as it is sent; the array itself. */
    byte[] whole() {
        return bytes;
    }

    /** A copy of the body. */
    byte[] body() {
        return java.util.Arrays.copyOfRange(bytes, bodyAt, bytes.length);
    }

    private static List<Integer> placesOf(String text, String id) {
        List<Integer> found = new ArrayList<>();
        for (int at = text.indexOf(id); at >= 0; at = text.indexOf(id, at + 1)) {
            found.add(at);
        }
        if (found.isEmpty()) {
            throw new IllegalStateException("The sample has no " + id);
        }
        return found;
    }

    private static byte[] message(int size) throws IOException {
        ObjectMapper json = new ObjectMapper();
        ObjectNode bundle;
        try (InputStream sample =
                Objects.requireNonNull(RequestBytes.class.getResourceAsStream("/samples/validation-request.json"))) {
            bundle = (ObjectNode) json.readTree(sample);
        }
        ArrayNode entries = (ArrayNode) bundle.get("entry");
        byte[] written = json.writeValueAsBytes(bundle);
        for (int number = 1; written.length < size; number++) {
            entries.add(observation(json, number));
            written = json.writeValueAsBytes(bundle);
        }
        return written;
    }

    /** One answer of a triage, as a system of the ambulance service would say it. */
    private static JsonNode observation(ObjectMapper json, int number) throws IOException {
        return json.readTree("""
                {"fullUrl":"urn:uuid:%08d-0000-4000-8000-0000000000b0","resource":{"resourceType":"Observation",
                "meta":{"profile":["https://fhir.hl7.org.uk/StructureDefinition/UKCore-Observation"]},"status":"final",
                "code":{"coding":[{"system":"http://snomed.info/sct","code":"418799008","display":"Finding reported by subject"}],
                "text":"Question %d of the triage"},"subject":{"reference":"urn:uuid:00000006-0000-4000-8000-000000000000"},
                "effectiveDateTime":"2026-11-20T09:29:00+00:00",
                "valueString":"The caller says that this is as it was an hour ago"}}
                """.formatted(9000 + number, number));
    }
}
