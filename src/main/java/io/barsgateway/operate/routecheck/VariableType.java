package io.barsgateway.operate.routecheck;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What Simple can read of a variable of some type. */
public final class VariableType {

    /** They are Java's, not the message's. */
    private static final Set<String> OF_EVERY_OBJECT =
            Set.of("hashCode", "toString", "getClass", "notify", "notifyAll", "wait", "clone", "annotationType");

    private VariableType() {}

    /** Its name, and its properties where it has any. */
    public static String words(Class<?> type) {
        Map<String, Class<?>> properties = properties(type);
        return name(type)
                + (properties.isEmpty()
                        ? ""
                        : " ("
                                + properties.entrySet().stream()
                                        .map(one -> one.getKey() + ": " + name(one.getValue()))
                                        .collect(Collectors.joining(", "))
                                + ")");
    }

    static String name(Class<?> type) {
        return type.equals(Object.class) ? "whatever your step made" : type.getSimpleName();
    }

    /** By name, each with its type; of the gateway's own types only. */
    static Map<String, Class<?>> properties(Class<?> type) {
        Map<String, Class<?>> found = new TreeMap<>();
        if (!type.getName().startsWith("io.barsgateway.") || type.isEnum()) {
            return found;
        }
        if (type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) {
                found.put(component.getName(), component.getType());
            }
        }
        List<Method> methods = Stream.of(type.getMethods())
                .filter(method -> method.getParameterCount() == 0 && !Modifier.isStatic(method.getModifiers()))
                .filter(method -> !method.getReturnType().equals(void.class))
                .filter(method -> !OF_EVERY_OBJECT.contains(method.getName()))
                .toList();
        methods.forEach(method -> found.putIfAbsent(property(method.getName()), method.getReturnType()));
        return found;
    }

    private static String property(String method) {
        String bare = method.matches("get[A-Z].*")
                ? method.substring(3)
                : method.matches("is[A-Z].*") ? method.substring(2) : method;
        return bare.equals(method) ? method : bare.substring(0, 1).toLowerCase(Locale.ROOT) + bare.substring(1);
    }
}
