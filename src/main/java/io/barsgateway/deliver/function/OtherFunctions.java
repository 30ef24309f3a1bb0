package io.barsgateway.deliver.function;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.Utils;
import com.dashjoin.jsonata.utils.DateTimeUtils;
import io.barsgateway.deliver.jsonata.MappingStopped;
import io.barsgateway.deliver.jsonata.Mistake;
import io.barsgateway.deliver.jsonata.Sizes;
import io.barsgateway.deliver.jsonata.WatchedRun;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.ParseException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Further functions of JSONata, bounded, which the library's own are not: pictures, rounding, lists without doubles. */
final class OtherFunctions {

    private static final int LONGEST_PICTURE = 100;
    private static final int LONGEST_TIME = 40;
    private static final int WIDEST = 2;
    private static final int MOST_DIGITS = 30;

    private final WatchedRun run;
    private final Clock clock;

    OtherFunctions(WatchedRun run, Clock clock) {
        this.run = run;
        this.clock = clock;
    }

    /** The library keeps the time of the first message that a thread has mapped. */
    Object now(@Nullable String picture, @Nullable String zone) {
        return DateTimeUtils.formatDateTime(clock.millis(), checked(picture), zone);
    }

    Object millis() {
        return clock.millis();
    }

    @Nullable
    Object fromMillis(@Nullable Number millis, @Nullable String picture, @Nullable String zone) {
        return millis == null ? null : DateTimeUtils.formatDateTime(millis.longValue(), checked(picture), zone);
    }

    @Nullable
    Object toMillis(@Nullable String text, @Nullable String picture) throws ParseException {
        if (text != null && text.length() > LONGEST_TIME) {
            throw new MappingStopped(Mistake.TIME_TEXT);
        }
        String known = checked(picture);
        if (known != null && !TimePicture.canBeRead(known)) {
            throw new MappingStopped(Mistake.TIME_MARKERS);
        }
        return Functions.dateTimeToMillis(text, known);
    }

    @Nullable
    Object formatInteger(@Nullable Number value, String picture) {
        return Functions.formatInteger(value, checked(picture));
    }

    @Nullable
    Object formatNumber(@Nullable Number value, String picture, @Nullable Map<?, ?> options) {
        return Functions.formatNumber(value, checked(picture), options);
    }

    @Nullable
    Object parseInteger(@Nullable String text, String picture) throws ParseException {
        if (text != null && text.length() > LONGEST_PICTURE) {
            throw new MappingStopped(Mistake.TO_NUMBER);
        }
        return Functions.parseInteger(text, checked(picture));
    }

    @Nullable
    Object round(@Nullable Number value, @Nullable Number digits) {
        if (value == null) {
            return null;
        }
        int places = digits == null ? 0 : digits.intValue();
        if (Math.abs((long) places) > MOST_DIGITS) {
            throw new MappingStopped(Mistake.ROUNDING);
        }
        return Utils.convertNumber(new BigDecimal(value.toString())
                .setScale(places, RoundingMode.HALF_EVEN)
                .doubleValue());
    }

    /** Written for people, each level by two more spaces, a value is many times as long. */
    @Nullable
    Object string(@Nullable Object value, @Nullable Boolean pretty) {
        Sizes.Size size = run.check(value);
        if (Boolean.TRUE.equals(pretty)) {
            run.willMake(size.weight() * (2L * size.levels() + 1));
        }
        return Functions.string(value, pretty);
    }

    /** Two that are equal as JSON are one, whatever order their members have. */
    @Nullable
    Object distinct(@Nullable Object value) {
        if (!(value instanceof List<?> list) || list.size() < 2) {
            return value;
        }
        Set<String> seen = new LinkedHashSet<>();
        List<Object> kept = Utils.createSequence();
        for (Object member : list) {
            if (seen.add(inOrder(member))) {
                kept.add(member);
            }
        }
        return kept;
    }

    private static String inOrder(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            TreeMap<String, String> members = new TreeMap<>();
            map.forEach((name, member) -> members.put(String.valueOf(name), inOrder(member)));
            return members.entrySet().stream()
                    .map(member -> member.getKey().length() + ":" + member.getKey() + member.getValue())
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(OtherFunctions::inOrder).collect(Collectors.joining(",", "[", "]"));
        }
        if (value instanceof String text) {
            return text.length() + "\"" + text;
        }
        return value instanceof Number number ? String.valueOf(number.doubleValue()) : String.valueOf(value);
    }

    /** An object for each member of an object, or of each object of a list. */
    @Nullable
    Object spread(@Nullable Object value) {
        if (!(value instanceof List<?> || value instanceof Map<?, ?>)) {
            return value;
        }
        List<Object> spread = Utils.createSequence();
        List<?> objects = value instanceof List<?> list ? list : List.of(value);
        for (Object object : objects) {
            if (object instanceof Map<?, ?> map) {
                map.forEach((name, member) -> {
                    Map<Object, Object> one = new LinkedHashMap<>();
                    one.put(name, member);
                    spread.add(one);
                });
            } else {
                spread.add(object);
            }
        }
        return spread;
    }

    /** The first members of all lists, then the second ones, as far as the shortest goes. */
    Object zip(List<?> lists) {
        long length = lists.isEmpty() ? 0 : Long.MAX_VALUE;
        for (Object list : lists) {
            length = Math.min(length, members(list).size());
        }
        run.willMake(length * lists.size());
        List<Object> zipped = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            List<@Nullable Object> together = new ArrayList<>();
            for (Object list : lists) {
                together.add(members(list).get(i));
            }
            zipped.add(together);
        }
        return zipped;
    }

    private static List<?> members(@Nullable Object value) {
        if (value == null) {
            return List.of();
        }
        return value instanceof List<?> list ? list : List.of(value);
    }

    /** A picture whose width no text can be blown up by. */
    private static @Nullable String checked(@Nullable String picture) {
        if (picture == null) {
            return null;
        }
        if (picture.length() > LONGEST_PICTURE) {
            throw new MappingStopped(Mistake.PICTURE);
        }
        boolean inMarker = false;
        boolean afterComma = false;
        int digits = 0;
        for (int i = 0; i < picture.length(); i++) {
            char character = picture.charAt(i);
            if (Character.isWhitespace(character)) {
                continue;
            }
            inMarker = character == '[' || (inMarker && character != ']');
            afterComma = inMarker && (afterComma || character == ',');
            digits = afterComma && Character.isDigit(character) ? digits + 1 : 0;
            if (digits > WIDEST) {
                throw new MappingStopped(Mistake.PICTURE);
            }
        }
        return picture;
    }
}
