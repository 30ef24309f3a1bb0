package io.barsgateway.message.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What a validator's rule means in words, as data: {@code bars/findings.yaml}, the first pattern that fits. */
final class Explanations {

    private final Map<Pattern, String> words = new LinkedHashMap<>();

    static Explanations load() {
        Explanations explanations = new Explanations();
        try (InputStream yaml = Objects.requireNonNull(Explanations.class.getResourceAsStream("/bars/findings.yaml"))) {
            Map<String, String> data = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
            data.forEach((rule, text) -> explanations.words.put(Pattern.compile(rule), text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return explanations;
    }

    /** One line: where, what, by which definition, and how often. */
    String tell(Finding finding, int times) {
        String meaning = words.entrySet().stream()
                .filter(entry -> entry.getKey().matcher(finding.rule()).matches())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("it does not meet its profile");
        return finding.place() + ": " + (finding.counts().isEmpty() ? meaning : finding.counts())
                + (finding.definition().isEmpty() ? "" : " [" + finding.definition() + "]")
                + " (" + finding.rule() + (times > 1 ? ", " + times + " times)" : ")");
    }
}
