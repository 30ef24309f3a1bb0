package io.barsgateway.audit.watch;

import io.barsgateway.fhir.fault.Cause;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.boot.env.PropertySourceLoader;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginProvider;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.PropertySources;
import org.springframework.core.io.FileSystemResource;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** The settings as they are now: the file of {@code --config} is read again, what stands above and below it stays. */
@Component
public final class SettingsFile {

    /** What is not of its kind, with one that is. */
    private static final Map<Class<?>, String> EXAMPLES = Map.of(
            Duration.class, "no length of time such as 30s, 5m or 2h",
            DataSize.class, "no size such as 200KB or 2MB",
            int.class, "no whole number",
            Integer.class, "no whole number",
            long.class, "no whole number",
            boolean.class, "neither true nor false",
            Boolean.class, "neither true nor false",
            URI.class, "no URL such as https://pas.trust.local/in",
            Path.class, "no path of a file");

    /** What was judged, on the thread that takes it. */
    private static final ThreadLocal<@Nullable PropertySources> HELD = new ThreadLocal<>();

    private final ConfigurableEnvironment environment;
    private final List<CheckSettings> checks;
    private final Map<String, Bound> bound = new ConcurrentHashMap<>();

    SettingsFile(ConfigurableEnvironment environment, List<CheckSettings> checks) {
        this.environment = environment;
        this.checks = List.copyOf(checks);
    }

    /**
     * The settings as they are now.
     *
     * @throws RuntimeException where the file cannot be read, or holds what no settings may
     */
    PropertySources judged() {
        PropertySources settings = fromFile();
        checks.forEach(check -> check.check(settings));
        return settings;
    }

    /** On this thread the settings are those that were judged until the work is done, whatever somebody writes meanwhile. */
    void with(PropertySources judged, Runnable work) {
        HELD.set(judged);
        try {
            work.run();
        } finally {
            HELD.remove();
        }
    }

    /** The file; empty where the settings come from elsewhere. */
    public Optional<Path> path() {
        return Optional.ofNullable(environment.getProperty("spring.config.additional-location"))
                .map(location -> Path.of(location.replaceFirst("^file:", "")));
    }

    /** Whether bars.i-know names that rule of a secure start now. */
    public boolean isKnown(String rule) {
        return bind("bars", Knowingly.class).iKnow().contains(rule);
    }

    /** @param iKnow rules that are broken knowingly */
    record Knowingly(@DefaultValue List<String> iKnow) {}

    /**
     * The settings under a prefix.
     *
     * @throws UnusableFile where the file cannot be read
     * @throws IllegalArgumentException with the name and the place of a setting that cannot be what it is
     */
    public <T> T bind(String prefix, Class<T> type) {
        if (HELD.get() != null) {
            return bindNow(prefix, type);
        }
        Optional<String> before = text();
        Bound known = bound.get(prefix + " " + type.getName());
        if (known != null && before.filter(known.text()::equals).isPresent()) {
            return type.cast(known.settings());
        }
        T settings = bindNow(prefix, type);
        // Only what was read while the file stayed as it was is known to be what stands in it
        before.filter(text -> text().filter(text::equals).isPresent())
                .ifPresent(text -> bound.put(prefix + " " + type.getName(), new Bound(text, settings)));
        return settings;
    }

    /** What a text of the file came to: it is asked for several times a second, and seldom changes. */
    private record Bound(String text, Object settings) {}

    /** The text of the file: {@code ""} where there is no file, so that what was bound once is kept; no value where it cannot be read. */
    private Optional<String> text() {
        Optional<Path> file = path();
        if (file.isEmpty()) {
            return Optional.of("");
        }
        try {
            return Optional.of(Files.readString(file.get(), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private <T> T bindNow(String prefix, Class<T> type) {
        PropertySources sources = now();
        try {
            return new Binder(
                            ConfigurationPropertySources.from(sources),
                            new PropertySourcesPlaceholdersResolver(sources))
                    .bindOrCreate(prefix, type);
        } catch (BindException e) {
            throw words(e).map(words -> (RuntimeException) new IllegalArgumentException(words, e))
                    .orElse(e);
        }
    }

    /** What a setting should be that it is not, with its name and place; empty where the reason is another. */
    public static Optional<String> words(BindException failure) {
        for (Throwable cause : Cause.chain(failure).toList()) {
            if (cause instanceof ConversionFailedException wrong) {
                return Optional.of(place(failure.getProperty()) + failure.getName() + " is "
                        + kind(wrong.getTargetType().getType()));
            }
        }
        return Optional.empty();
    }

    private static String kind(Class<?> wanted) {
        return wanted.isEnum()
                ? "none of "
                        + Stream.of(wanted.getEnumConstants())
                                .map(one ->
                                        one.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
                                .collect(Collectors.joining(", "))
                : EXAMPLES.getOrDefault(wanted, "no " + wanted.getSimpleName());
    }

    /** The file and line of a setting, with what parts it from the words that follow; empty where it has none. */
    public static String place(@Nullable ConfigurationProperty setting) {
        Origin origin = setting == null ? null : setting.getOrigin();
        if (origin instanceof OriginProvider wrapped) {
            origin = wrapped.getOrigin();
        }
        return origin instanceof TextResourceOrigin text && text.getLocation() != null && text.getResource() != null
                ? text.getResource().getFilename() + ":" + (text.getLocation().getLine() + 1) + ": "
                : "";
    }

    /**
     * Everything that settings come from, what outranks others first.
     *
     * @throws UnusableFile where the file cannot be read
     */
    public PropertySources now() {
        PropertySources judged = HELD.get();
        return judged == null ? fromFile() : judged;
    }

    private PropertySources fromFile() {
        MutablePropertySources sources = new MutablePropertySources();
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (ConfigurationPropertySources.isAttachedConfigurationPropertySource(source)) {
                continue;
            }
            if (path().isPresent() && source.getName().contains(path().get().toString())) {
                read(path().get()).forEach(sources::addLast);
            } else {
                sources.addLast(source);
            }
        }
        return sources;
    }

    private static List<PropertySource<?>> read(Path file) {
        PropertySourceLoader loader = file.toString().endsWith(".properties")
                ? new PropertiesPropertySourceLoader()
                : new YamlPropertySourceLoader();
        try {
            return loader.load(file.toString(), new FileSystemResource(file));
        } catch (IOException | RuntimeException e) {
            throw new UnusableFile(
                    file,
                    e instanceof MarkedYAMLException broken && broken.getProblemMark() != null
                            ? "is no YAML at line " + (broken.getProblemMark().getLine() + 1) + ": "
                                    + broken.getProblem()
                            : "cannot be read as settings",
                    e);
        }
    }
}
