package io.barsgateway.fhir.form;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * JSON as a tree that keeps every member, in order, and every decimal digit; bounded in depth, number length and names. Of
 * two members with one name neither is chosen: the document is refused.
 */
public final class FhirJson {

    private static final int MAX_DEPTH = 100;
    private static final int MAX_NUMBER = 100;
    private static final JsonMapper JSON = mapper();

    private FhirJson() {}

    /** @throws Fault INVALID that says where, and nothing of what stood there */
    public static JsonNode read(byte[] bytes) {
        try {
            JsonNode tree = JSON.readTree(bytes);
            if (tree.isMissingNode()) {
                throw new Fault(FaultCode.INVALID, "The body is empty");
            }
            return tree;
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            // The parser's own words quote the text, which may be a patient's: neither kept nor sent
            throw new Fault(
                    FaultCode.INVALID,
                    "The body is not acceptable JSON"
                            + (at == null ? "" : ", see line " + at.getLineNr() + " column " + at.getColumnNr()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] write(JsonNode tree) {
        try {
            return JSON.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonMapper mapper() {
        JsonMapper mapper = JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxNumberLength(MAX_NUMBER)
                        .build());
        return mapper;
    }
}
