package io.barsgateway.audit.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.boot.env.PropertySourceLoader;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.stereotype.Component;

/** The settings as they are now: the file of {@code --config} is read again, what stands above and below it stays. */
@Component
public final class SettingsFile {

    private final ConfigurableEnvironment environment;

    SettingsFile(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    /** The file; empty where the settings come from elsewhere. */
    public Optional<Path> path() {
        return Optional.ofNullable(environment.getProperty("spring.config.additional-location"))
                .map(location -> Path.of(location.replaceFirst("^file:", "")));
    }

    /**
     * The settings under a prefix.
     *
     * @throws UnusableFile where the file cannot be read
     */
    public <T> T bind(String prefix, Class<T> type) {
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
        return new Binder(ConfigurationPropertySources.from(sources), new PropertySourcesPlaceholdersResolver(sources))
                .bindOrCreate(prefix, type);
    }

    private static List<PropertySource<?>> read(Path file) {
        PropertySourceLoader loader = file.toString().endsWith(".properties")
                ? new PropertiesPropertySourceLoader()
                : new YamlPropertySourceLoader();
        try {
            return loader.load(file.toString(), new FileSystemResource(file));
        } catch (IOException | RuntimeException e) {
            throw new UnusableFile(file, "cannot be read as settings", e);
        }
    }
}
