package io.barsgateway.deliver.function;

import io.barsgateway.deliver.function.CodeTable.Code;
import io.barsgateway.deliver.jsonata.MappingStopped;
import io.barsgateway.deliver.jsonata.Mistake;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code $translate(code, "local/priority.csv")}: what a code becomes, by a table that stands beside the mapping. */
final class TranslateCode {

    /** A code of a known system. Of letters alone it is short: a long one might be a patient's name in the place of a code. */
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._-]{1,40}");

    private static final Pattern LONG_WORD = Pattern.compile("[A-Za-z]{9,}");

    /** A code of any other system: too short for a date of birth or a telephone number. */
    private static final Pattern SHORT_CODE = Pattern.compile("[A-Za-z0-9._-]{1,6}");

    private static final Pattern DIGIT = Pattern.compile("[0-9]");

    private final Map<String, CodeTable> tables;

    TranslateCode(Map<String, CodeTable> tables) {
        this.tables = tables;
    }

    /**
     * Of several codings the first that is in a row.
     *
     * @param code a text, a Coding with code and system, a CodeableConcept, or a list of these; nothing becomes nothing
     */
    @Nullable
    Object translate(@Nullable Object code, @Nullable Object table) {
        CodeTable rows = table instanceof String name ? tables.get(name) : null;
        if (rows == null) {
            throw new MappingStopped(Mistake.NO_TABLE);
        }
        if (code == null) {
            return null;
        }
        List<Code> codes = new ArrayList<>();
        collect(code, codes);
        if (codes.isEmpty()) {
            throw new MappingStopped(Mistake.NO_CODE);
        }
        return codes.stream()
                .flatMap(one -> rows.row(one.system(), one.value()).stream())
                .findFirst()
                .or(() -> codes.stream().allMatch(one -> rows.translate(one.system(), one.value())
                                .isPresent())
                        ? rows.otherwise()
                        : Optional.empty())
                .orElseThrow(() -> new MappingStopped(
                        Mistake.UNKNOWN_CODE,
                        rows.subject().word() + " " + sayable(codes.get(0), rows) + " in " + table));
    }

    private static void collect(@Nullable Object code, List<Code> codes) {
        if (code instanceof String text) {
            codes.add(new Code("", text));
        } else if (code instanceof List<?> list) {
            list.forEach(one -> collect(one, codes));
        } else if (code instanceof Map<?, ?> coding) {
            if (coding.get("code") instanceof String value) {
                codes.add(Code.of(coding.get("system") instanceof String system ? system : "", value));
            } else {
                collect(coding.get("coding"), codes);
            }
        }
    }

    /** What an operator needs in order to add a row, and nothing that may be about a patient. */
    private static String sayable(Code code, CodeTable rows) {
        String value = code.value();
        boolean isCode = rows.knows(code.system())
                ? CODE.matcher(value).matches() && !LONG_WORD.matcher(value).matches()
                : SHORT_CODE.matcher(value).matches() && DIGIT.matcher(value).find();
        return isCode && CareFunctions.nhsNumber(value) == null ? value : "(a code that cannot be shown)";
    }
}
