package io.barsgateway.deliver.function;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.Jsonata.JFunction;
import io.barsgateway.deliver.jsonata.WatchedRun;
import java.util.List;
import java.util.Map;

/**
 * A function of JSONata that is the library's own, watched: what it makes is no larger than what it is given, but another function,
 * such as $reduce, can call it for each of many members within one step.
 */
final class LibraryFunction extends JFunction {

    /** The signature of each, as the library has it. */
    static final Map<String, String> SIGNATURES = Map.ofEntries(
            Map.entry("sum", "<a<n>:n>"),
            Map.entry("count", "<a:n>"),
            Map.entry("max", "<a<n>:n>"),
            Map.entry("min", "<a<n>:n>"),
            Map.entry("average", "<a<n>:n>"),
            Map.entry("lowercase", "<s-:s>"),
            Map.entry("uppercase", "<s-:s>"),
            Map.entry("length", "<s-:n>"),
            Map.entry("trim", "<s-:s>"),
            Map.entry("formatBase", "<n-n?:s>"),
            Map.entry("number", "<(nsb)-:n>"),
            Map.entry("floor", "<n-:n>"),
            Map.entry("ceil", "<n-:n>"),
            Map.entry("abs", "<n-:n>"),
            Map.entry("sqrt", "<n-:n>"),
            Map.entry("power", "<n-n:n>"),
            Map.entry("boolean", "<x-:b>"),
            Map.entry("not", "<x-:b>"),
            Map.entry("map", "<af>"),
            Map.entry("filter", "<af>"),
            Map.entry("single", "<af?>"),
            Map.entry("reduce", "<afj?:j>"),
            Map.entry("sift", "<o-f?:o>"),
            Map.entry("keys", "<x-:a<s>>"),
            Map.entry("lookup", "<x-s:x>"),
            Map.entry("append", "<xx:a>"),
            Map.entry("exists", "<x:b>"),
            Map.entry("merge", "<a<o>:o>"),
            Map.entry("reverse", "<a:a>"),
            Map.entry("each", "<o-f:a>"),
            Map.entry("error", "<s?:x>"),
            Map.entry("assert", "<bs?:x>"),
            Map.entry("type", "<x:s>"),
            Map.entry("sort", "<af?:a>"),
            Map.entry("base64encode", "<s-:s>"),
            Map.entry("base64decode", "<s-:s>"),
            Map.entry("encodeUrlComponent", "<s-:s>"),
            Map.entry("encodeUrl", "<s-:s>"),
            Map.entry("decodeUrlComponent", "<s-:s>"),
            Map.entry("decodeUrl", "<s-:s>"),
            Map.entry("clone", "<(oa)-:o>"));

    /** Those whose method in the library has another name. */
    private static final Map<String, String> METHODS =
            Map.of("boolean", "toBoolean", "reduce", "foldLeft", "assert", "assertFn", "clone", "functionClone");

    private final WatchedRun run;

    LibraryFunction(String name, String signature, WatchedRun run) {
        super(name, signature, Functions.class, null, METHODS.getOrDefault(name, name));
        this.run = run;
    }

    @Override
    @SuppressWarnings("rawtypes") // as the library has it
    public Object call(Object input, List args) {
        run.spend(1);
        for (Object given : args) {
            run.spend(sizeOf(given));
        }
        return super.call(input, args);
    }

    private static long sizeOf(Object given) {
        if (given instanceof List<?> list) {
            return list.size();
        }
        if (given instanceof Map<?, ?> map) {
            return map.size();
        }
        return given instanceof String text ? text.length() : 0;
    }
}
