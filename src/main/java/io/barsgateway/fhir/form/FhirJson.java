package io.barsgateway.fhir.form;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.barsgateway.fhir.Printable;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import java.io.UncheckedIOException;

/**
 * JSON as a tree that keeps every member, in order, and every decimal digit; bounded in depth, number length and names. Of
 * two members with one name neither is chosen: the document is refused.
 */
public final class FhirJson {

    /** A document in XML may be as deep as any, and gains a level here for each list. */
    private static final int MAX_DEPTH = 2 * DocumentSize.DEPTH + 10;

    private static final int MAX_NUMBER = 100;
    private static final JsonMapper JSON = mapper();

    private FhirJson() {}

    /** @throws Fault INVALID that says where, and nothing of what stood there */
    public static JsonNode read(byte[] bytes) {
        try {
            JsonNode tree = JSON.readTree(Utf8.text(bytes));
            if (tree.isMissingNode()) {
                throw new Fault(FaultCode.INVALID, "The body is empty");
            }
            if (mayHoldOddCharacters(bytes)) {
                refuseOddCharacters(tree, "$");
            }
            return tree;
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            // The parser's own words quote the text, which may be a patient's: neither kept nor sent
            throw new Fault(
                    FaultCode.INVALID,
                    "The body is not acceptable JSON"
                            + (at == null ? "" : ", see line " + at.getLineNr() + " column " + at.getColumnNr()));
        }
    }

    /** Only an escape, or a byte that begins a non-character, can bring in what is looked for. */
    private static boolean mayHoldOddCharacters(byte[] bytes) {
        for (int i = 0; i + 1 < bytes.length; i++) {
            if ((bytes[i] == '\\' && bytes[i + 1] == 'u') || (bytes[i] == (byte) 0xEF && bytes[i + 1] == (byte) 0xBF)) {
                return true;
            }
        }
        return false;
    }

    /** What FHIR XML could not carry is refused where it comes in, so that every message can go out in either form. */
    private static void refuseOddCharacters(JsonNode node, String path) {
        if (node.isTextual() && !node.textValue().codePoints().allMatch(FhirJson::isCharacter)) {
            throw new Fault(
                    FaultCode.INVALID,
                    "The element " + path
                            + " holds a character that FHIR does not have: a control character, half of a pair, or a non-character");
        }
        node.properties().forEach(member -> {
            if (!member.getKey().codePoints().allMatch(FhirJson::isCharacter)) {
                throw new Fault(
                        FaultCode.INVALID,
                        "The name of an element in " + path + " holds a character that FHIR does not have");
            }
            refuseOddCharacters(member.getValue(), path + "." + Printable.element(member.getKey()));
        });
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            refuseOddCharacters(node.get(i), path + "[" + i + "]");
        }
    }

    /** Whether FHIR has that character: those of XML 1.0. */
    public static boolean isCharacter(int point) {
        return point == 0x9
                || point == 0xA
                || point == 0xD
                || (point >= 0x20 && point <= 0xD7FF)
                || (point >= 0xE000 && point <= 0xFFFD)
                || point >= 0x10000;
    }

    public static byte[] write(JsonNode tree) {
        try {
            return JSON.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonMapper mapper() {
        return JsonMapper.builder(factory())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
    }

    static JsonFactory factory() {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxNumberLength(MAX_NUMBER)
                        .build())
                .build();
    }
}
