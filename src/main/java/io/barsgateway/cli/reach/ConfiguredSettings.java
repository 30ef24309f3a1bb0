package io.barsgateway.cli.reach;

import io.barsgateway.local.LocalProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** The settings that a gateway would start with, without starting one: the environment over the file over the defaults. */
public record ConfiguredSettings(Binder binder) {

    /** With that settings file, where one is named. */
    public static ConfiguredSettings by(Optional<Path> file) throws IOException {
        StandardEnvironment environment = above(file);
        add(environment, "application.yaml", new ClassPathResource("application.yaml"));
        ConfigurationPropertySources.attach(environment);
        return new ConfiguredSettings(Binder.get(environment));
    }

    /** What stands above the defaults: the environment, and the file. */
    private static StandardEnvironment above(Optional<Path> file) throws IOException {
        StandardEnvironment environment = new StandardEnvironment();
        System.setProperty("bars.installation", Home.installation().toString());
        if (file.isPresent()) {
            if (!Files.isRegularFile(file.get())) {
                throw new IllegalArgumentException(file.get() + " does not exist; --config names the settings file");
            }
            try {
                add(environment, file.get().toString(), new FileSystemResource(file.get()));
            } catch (MarkedYAMLException e) {
                // The parser knows the line only
                throw new IllegalStateException("in file [" + file.get().toAbsolutePath() + "]", e);
            }
        }
        ConfigurationPropertySources.attach(environment);
        return environment;
    }

    /** Local side of a gateway on this machine that runs with that settings file; empty where the file does not say. */
    public static Optional<String> localSide(Optional<Path> file) throws IOException {
        if (file.isEmpty()
                || !Binder.get(above(file))
                        .bind("bars.local.port", String.class)
                        .isBound()) {
            return Optional.empty();
        }
        LocalProperties local = by(file).bind("bars.local", LocalProperties.class);
        return Optional.of((local.certificate() == null ? "http" : "https") + "://127.0.0.1:" + local.port());
    }

    public <T> T bind(String prefix, Class<T> type) {
        return binder.bindOrCreate(prefix, type);
    }

    private static void add(StandardEnvironment environment, String name, Resource resource) throws IOException {
        var loader =
                name.endsWith(".properties") ? new PropertiesPropertySourceLoader() : new YamlPropertySourceLoader();
        loader.load(name, resource).forEach(environment.getPropertySources()::addLast);
    }
}
