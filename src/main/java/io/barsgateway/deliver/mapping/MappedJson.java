package io.barsgateway.deliver.mapping;

import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.deliver.jsonata.MappingStopped;
import io.barsgateway.deliver.jsonata.Mistake;
import io.barsgateway.deliver.jsonata.Sizes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as the values that an expression reads, and what it has made as JSON again. */
final class MappedJson {

    private static final JsonFactory JSON = new JsonFactory();

    /** A decimal with more digits, or a larger exponent, is read as the double next to it: the library would calculate for ever. */
    private static final int MOST_DIGITS = 40;

    private final JsonGenerator json;
    private final Bounded bytes;

    private MappedJson(JsonGenerator json, Bounded bytes) {
        this.json = json;
        this.bytes = bytes;
    }

    /**
     * A member that is null is left out, so that no {@code null} gets into a text; one of a list stays. A decimal that is only passed
     * on keeps its digits.
     */
    static @Nullable Object read(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> {
                Map<String, @Nullable Object> members = new LinkedHashMap<>();
                node.properties().stream()
                        .filter(member -> !member.getValue().isNull())
                        .forEach(member -> members.put(member.getKey(), read(member.getValue())));
                yield members;
            }
            case ARRAY -> {
                List<@Nullable Object> members = new ArrayList<>();
                node.forEach(member -> members.add(read(member)));
                yield members;
            }
            case STRING -> node.textValue();
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> number(node);
            default -> Jsonata.NULL_VALUE;
        };
    }

    private static Number number(JsonNode node) {
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.canConvertToInt() ? (Number) node.intValue() : (Number) node.longValue();
        }
        BigDecimal decimal = node.decimalValue();
        boolean small = decimal.precision() <= MOST_DIGITS && Math.abs((long) decimal.scale()) <= MOST_DIGITS;
        return small ? decimal : (Number) decimal.doubleValue();
    }

    /** @throws MappingStopped where it is nothing, no JSON, or larger than {@code most} bytes */
    static byte[] write(@Nullable Object made, long most) {
        if (made == null) {
            throw new MappingStopped(Mistake.NOTHING);
        }
        Bounded bytes = new Bounded(most);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            new MappedJson(json, bytes).value(made, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        bytes.check();
        return bytes.toByteArray();
    }

    private void value(@Nullable Object value, int levels) throws IOException {
        if (levels > Sizes.MOST_LEVELS) {
            throw new MappingStopped(Mistake.LEVELS);
        }
        bytes.check();
        if (value == null || value == Jsonata.NULL_VALUE) {
            json.writeNull();
        } else if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Boolean yes) {
            json.writeBoolean(yes);
        } else if (value instanceof Number number) {
            number(number);
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object member : list) {
                value(member, levels + 1);
            }
            json.writeEndArray();
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> member : map.entrySet()) {
                json.writeFieldName(String.valueOf(member.getKey()));
                value(member.getValue(), levels + 1);
            }
            json.writeEndObject();
        } else {
            throw new MappingStopped(Mistake.NO_JSON);
        }
    }

    private void number(Number number) throws IOException {
        if (number instanceof BigDecimal decimal) {
            json.writeNumber(decimal);
        } else if (number instanceof Integer || number instanceof Long) {
            json.writeNumber(number.longValue());
        } else if (Double.isFinite(number.doubleValue())) {
            json.writeNumber(number.doubleValue());
        } else {
            throw new MappingStopped(Mistake.NUMBER_RANGE);
        }
    }

    /** Bytes up to a most. */
    private static final class Bounded extends ByteArrayOutputStream {

        private final long most;

        private Bounded(long most) {
            this.most = most;
        }

        private void check() {
            if (size() > most) {
                throw new MappingStopped(Mistake.SIZE);
            }
        }
    }
}
