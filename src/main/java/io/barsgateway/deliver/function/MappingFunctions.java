package io.barsgateway.deliver.function;

import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Jsonata.Frame;
import com.dashjoin.jsonata.Jsonata.JFunction;
import com.dashjoin.jsonata.Jsonata.JFunctionCallable;
import io.barsgateway.deliver.jsonata.MappingStopped;
import io.barsgateway.deliver.jsonata.Mistake;
import io.barsgateway.deliver.jsonata.WatchedRun;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The functions that a mapping has: those of JSONata, of which some are ours since the library's own are without bounds, and those for
 * the NHS. The signatures are JSONata's (https://docs.jsonata.org, function signatures).
 */
public final class MappingFunctions {

    /** Functions of JSONata that are ours, since the library has them without bounds. */
    private static final Set<String> REPLACED = Set.of(
            "contains",
            "substringBefore",
            "substringAfter",
            "substring",
            "pad",
            "join",
            "match",
            "split",
            "replace",
            "now",
            "millis",
            "fromMillis",
            "toMillis",
            "formatInteger",
            "formatNumber",
            "parseInteger",
            "round",
            "string",
            "distinct",
            "spread",
            "zip");

    private static final Set<String> FOR_THE_NHS =
            Set.of("translate", "nhsNumber", "nhsNumberSpaced", "hl7DateTime", "hl7Date", "localTime", "odsCode");

    /** Functions of JSONata that a mapping does not have, each with why. */
    public static final Map<String, String> REFUSED = Map.of(
            "eval", "a text of a message could be run as an expression",
            "random", "the message would be another one at each attempt to deliver it",
            "shuffle", "the message would be another one at each attempt to deliver it");

    private final Frame frame;
    private final WatchedRun run;

    private MappingFunctions(Frame frame, WatchedRun run) {
        this.frame = frame;
        this.run = run;
    }

    /** Gives a frame the functions that differ from the library's. */
    public static void bind(Frame frame, WatchedRun run, Map<String, CodeTable> tables, Clock clock) {
        MappingFunctions functions = new MappingFunctions(frame, run);
        LibraryFunction.SIGNATURES.forEach(
                (name, signature) -> frame.bind(name, new LibraryFunction(name, signature, run)));
        functions.texts(new TextFunctions(run));
        functions.others(new OtherFunctions(run, clock));
        TranslateCode codes = new TranslateCode(tables);
        functions.add("translate", "<x-s:x>", (input, args) -> codes.translate(at(args, 0), at(args, 1)));
        functions.add("nhsNumber", "<x-:x>", (input, args) -> CareFunctions.nhsNumber(at(args, 0)));
        functions.add("nhsNumberSpaced", "<x-:x>", (input, args) -> CareFunctions.nhsNumberSpaced(at(args, 0)));
        functions.add("hl7DateTime", "<x-:x>", (input, args) -> CareFunctions.hl7DateTime(at(args, 0)));
        functions.add("hl7Date", "<x-:x>", (input, args) -> CareFunctions.hl7Date(at(args, 0)));
        functions.add("localTime", "<x-:x>", (input, args) -> CareFunctions.localTime(at(args, 0)));
        functions.add("odsCode", "<x-:x>", (input, args) -> CareFunctions.odsCode(at(args, 0)));
        REFUSED.keySet()
                .forEach(name -> functions.add(name, "<x?:x>", (input, args) -> {
                    throw new MappingStopped(Mistake.CALLED);
                }));
    }

    /** Every name that may stand behind a $ and is no variable. */
    public static Set<String> names() {
        Set<String> names = new TreeSet<>(LibraryFunction.SIGNATURES.keySet());
        names.addAll(REPLACED);
        names.addAll(FOR_THE_NHS);
        return names;
    }

    /** Whether it is one of ours, which the library cannot call with a part of its arguments. */
    public static boolean isOurs(String name) {
        return REPLACED.contains(name) || FOR_THE_NHS.contains(name);
    }

    private void texts(TextFunctions texts) {
        add("contains", "<s-x:b>", (input, args) -> texts.contains(text(args, 0), there(args, 1)));
        add("substringBefore", "<s-s:s>", (input, args) -> texts.before(text(args, 0), text(args, 1)));
        add("substringAfter", "<s-s:s>", (input, args) -> texts.after(text(args, 0), text(args, 1)));
        add(
                "substring",
                "<s-nn?:s>",
                (input, args) -> texts.substring(text(args, 0), some(at(args, 1), Number.class), number(args, 2)));
        add(
                "pad",
                "<s-ns?:s>",
                (input, args) -> texts.pad(text(args, 0), some(at(args, 1), Number.class), text(args, 2)));
        add("join", "<a<s>s?:s>", (input, args) -> texts.join(list(args, 0), text(args, 1)));
        add("match", "<s-xn?:a<o>>", (input, args) -> texts.match(text(args, 0), there(args, 1), number(args, 2)));
        add("split", "<s-xn?:a<s>>", (input, args) -> texts.split(text(args, 0), there(args, 1), number(args, 2)));
        add(
                "replace",
                "<s-xxn?:s>",
                (input, args) -> texts.replace(text(args, 0), there(args, 1), there(args, 2), number(args, 3)));
    }

    private void others(OtherFunctions others) {
        add("now", "<s?s?:s>", (input, args) -> others.now(text(args, 0), text(args, 1)));
        add("millis", "<:n>", (input, args) -> others.millis());
        add(
                "fromMillis",
                "<n-s?s?:s>",
                (input, args) -> others.fromMillis(number(args, 0), text(args, 1), text(args, 2)));
        add("toMillis", "<s-s?:n>", (input, args) -> others.toMillis(text(args, 0), text(args, 1)));
        add("formatInteger", "<n-s:s>", (input, args) -> others.formatInteger(number(args, 0), word(args, 1)));
        add(
                "formatNumber",
                "<n-so?:s>",
                (input, args) -> others.formatNumber(number(args, 0), word(args, 1), any(at(args, 2), Map.class)));
        add("parseInteger", "<s-s:n>", (input, args) -> others.parseInteger(text(args, 0), word(args, 1)));
        add("round", "<n-n?:n>", (input, args) -> others.round(number(args, 0), number(args, 1)));
        add("string", "<x-b?:s>", (input, args) -> others.string(raw(args, 0), any(at(args, 1), Boolean.class)));
        add("distinct", "<x:x>", (input, args) -> others.distinct(raw(args, 0)));
        add("spread", "<x-:a<o>>", (input, args) -> others.spread(raw(args, 0)));
        add("zip", "<a+>", (input, args) -> others.zip(args));
    }

    private void add(String name, String signature, JFunctionCallable function) {
        JFunctionCallable kept = (input, args) -> {
            try {
                return function.call(input, args);
            } catch (MappingStopped e) {
                throw run.stopped(e);
            }
        };
        frame.bind(name, new JFunction(kept, signature));
    }

    /** As it is given, a null of JSON too. */
    private static @Nullable Object raw(List<?> args, int index) {
        return index < args.size() ? args.get(index) : null;
    }

    private static @Nullable Object at(List<?> args, int index) {
        Object value = raw(args, index);
        return value == Jsonata.NULL_VALUE ? null : value;
    }

    private static Object there(List<?> args, int index) {
        return some(at(args, index), Object.class);
    }

    private static @Nullable String text(List<?> args, int index) {
        return any(at(args, index), String.class);
    }

    private static String word(List<?> args, int index) {
        return some(at(args, index), String.class);
    }

    private static @Nullable Number number(List<?> args, int index) {
        return any(at(args, index), Number.class);
    }

    private static @Nullable List<?> list(List<?> args, int index) {
        return any(at(args, index), List.class);
    }

    /** Called by another function, such as $map, an argument was compared with no signature. */
    private static <T> @Nullable T any(@Nullable Object value, Class<T> kind) {
        return value == null ? null : some(value, kind);
    }

    private static <T> T some(@Nullable Object value, Class<T> kind) {
        if (kind.isInstance(value)) {
            return kind.cast(value);
        }
        throw new MappingStopped(Mistake.ARGUMENT);
    }
}
