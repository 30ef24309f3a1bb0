package io.barsgateway.deliver.jsonata;

import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Parser.Symbol;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a compiled expression. The library shows them to nobody, so they are read by reflection, once, when a mapping is
 * compiled; a version of it that names them otherwise fails every test of this room.
 */
public final class Parts {

    private final Symbol root;
    private final List<Symbol> all = new ArrayList<>();

    private Parts(Symbol root) {
        this.root = root;
    }

    public static Parts of(Jsonata expression) {
        Parts parts = new Parts((Symbol) Objects.requireNonNull(read(Jsonata.class, "ast", expression)));
        parts.walk();
        return parts;
    }

    /** Every part, each once, the whole first. */
    public List<Symbol> all() {
        return Collections.unmodifiableList(all);
    }

    public static String type(Symbol part) {
        return text(part, "type");
    }

    /** A name, an operator, a text; empty where it has none. */
    public static String text(Symbol part, String field) {
        Object value = get(part, field);
        return value == null ? "" : value.toString();
    }

    /** In characters of the file, at its end; 0 where it is not known. */
    public static int position(Symbol part) {
        Object position = get(part, "position");
        return position instanceof Integer number ? number : 0;
    }

    public static @Nullable Symbol part(Symbol of, String field) {
        return get(of, field) instanceof Symbol part ? part : null;
    }

    public static List<Symbol> list(Symbol of, String field) {
        return get(of, field) instanceof List<?> list
                ? list.stream()
                        .filter(Symbol.class::isInstance)
                        .map(Symbol.class::cast)
                        .toList()
                : List.of();
    }

    /** Name and value of each member that an object constructor makes. */
    static List<Symbol[]> members(Symbol object) {
        return get(object, "lhsObject") instanceof List<?> list
                ? list.stream().map(Symbol[].class::cast).toList()
                : List.of();
    }

    public static @Nullable Object get(Symbol part, String field) {
        return read(Symbol.class, field, part);
    }

    /** Puts another value in the place of the one that the library made. */
    public static void set(Symbol part, Object value) {
        try {
            Field field = Symbol.class.getDeclaredField("value");
            field.setAccessible(true);
            field.set(part, value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this version of the JSONata library has no value", e);
        }
    }

    private static @Nullable Object read(Class<?> owner, String name, Object of) {
        try {
            Field field = owner.getDeclaredField(name);
            field.setAccessible(true);
            return field.get(of);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this version of the JSONata library has no " + name, e);
        }
    }

    private void walk() {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Symbol> waiting = new ArrayDeque<>();
        waiting.add(root);
        while (!waiting.isEmpty()) {
            Symbol part = waiting.remove();
            if (seen.add(part)) {
                all.add(part);
                for (Class<?> type = part.getClass(); type != Object.class; type = type.getSuperclass()) {
                    for (Field field : type.getDeclaredFields()) {
                        if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
                            collect(read(type, field.getName(), part), waiting);
                        }
                    }
                }
            }
        }
    }

    private static void collect(@Nullable Object value, Deque<Symbol> found) {
        if (value instanceof Symbol part) {
            found.add(part);
        } else if (value instanceof List<?> list) {
            list.forEach(member -> collect(member, found));
        } else if (value instanceof Symbol[] pair) {
            for (Symbol part : pair) {
                collect(part, found);
            }
        }
    }
}
