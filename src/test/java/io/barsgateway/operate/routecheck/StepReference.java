package io.barsgateway.operate.routecheck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Variable;

/** What a step reads, by its annotations, and what it is, by its Javadoc. */
final class StepReference {

    private StepReference() {}

    static String reads(Method method) {
        return Stream.of(method.getParameters())
                .map(one -> {
                    Variable variable = one.getAnnotation(Variable.class);
                    boolean optional =
                            one.getAnnotatedType().isAnnotationPresent(org.jspecify.annotations.Nullable.class);
                    return variable != null
                            ? "`" + variable.value() + "`" + (optional ? "?" : "")
                            : Stream.of(one.getAnnotations())
                                    .map(annotation -> annotation
                                            .annotationType()
                                            .getSimpleName()
                                            .toLowerCase(Locale.ROOT))
                                    .filter(name -> !name.equals("nullable"))
                                    .findFirst()
                                    .orElse("");
                })
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(", "));
    }

    static String sentence(Class<?> type) {
        Path source = Path.of("src/main/java", type.getName().replace('.', '/') + ".java");
        try {
            String text = Files.readString(source);
            Matcher javadoc = Pattern.compile(
                            "/\\*\\*(.*?)\\*/\\s*(?:@\\w+(?:\\([^)]*\\))?\\s*)*public", Pattern.DOTALL)
                    .matcher(text);
            String words = javadoc.find()
                    ? javadoc.group(1)
                            .replaceAll("\\n\\s*\\*", " ")
                            .replaceAll("\\s+", " ")
                            .strip()
                    : "";
            String first = words.split("(?<=\\.) (?=[A-Z@])", 2)[0];
            return first.replaceAll("\\{@\\w+ ((?:[^{}]|\\{[^{}]*})*)}", "`$1`").replace("|", "\\|");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
