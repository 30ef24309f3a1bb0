package io.barsgateway.operate.start;

import io.barsgateway.audit.watch.CheckSettings;
import io.barsgateway.audit.watch.Replaceable;
import io.barsgateway.audit.watch.SettingsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.PropertySources;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Refuses a name below {@code bars.} that no setting has, before anything is bound: a word that is typed wrong would otherwise be as if
 * it were not there. A name that a route file has as a placeholder is known.
 */
final class KnownSettings implements BeanFactoryPostProcessor, CheckSettings {

    private static final String OURS = "bars";
    private static final String REFERENCE = "class path resource [application.yaml]";

    /** Read by the start script and the image, not by the gateway. */
    private static final Set<String> ELSEWHERE = Set.of("BARS_UID", "BARS_JAVA_OPTIONS");

    /** Read by the command line before there is a gateway. */
    private static final Set<String> OF_COMMANDS = Set.of("bars.installation", "bars.simulator.port");

    /** What Kubernetes tells every container of a Service whose name begins with bars. */
    private static final Pattern OF_KUBERNETES = Pattern.compile(
            "BARS_([A-Z0-9_]*_)?(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?|PORT_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??(?:[a-z]{1,20}:)?(bars\\.[A-Za-z0-9.\\-]+)");

    private final ConfigurableEnvironment environment;
    private final Replaceable<List<Class<?>>> records = new Replaceable<>(List.of());

    KnownSettings(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        records.set(Stream.of(beans.getBeanNamesForAnnotation(ConfigurationProperties.class))
                .map(beans::getType)
                .<Class<?>>flatMap(Stream::ofNullable)
                .toList());
        List<String> unknown = unknown(environment.getPropertySources());
        if (!unknown.isEmpty()) {
            throw new UnsafeStart(unknown);
        }
    }

    @Override
    public void check(PropertySources settings) {
        List<String> unknown = unknown(settings);
        if (!unknown.isEmpty()) {
            throw new IllegalStateException(String.join("; ", unknown));
        }
    }

    /** One sentence for each name that is no setting. */
    private List<String> unknown(Iterable<PropertySource<?>> sources) {
        SettingNames names = new SettingNames(records.get());
        OF_COMMANDS.forEach(name -> names.add(ConfigurationPropertyName.of(name)));
        placeholders().forEach(names::add);
        for (ConfigurationPropertySource source : ConfigurationPropertySources.from(sources)) {
            if (isReference(source)) {
                names(source).forEach(names::add);
            }
        }
        List<String> unknown = new ArrayList<>();
        for (ConfigurationPropertySource source : ConfigurationPropertySources.from(sources)) {
            if (source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource variables) {
                variables(variables)
                        .forEach(variable -> names.objection(variable).ifPresent(unknown::add));
            } else if (!isReference(source)) {
                names(source).forEach(name -> names.objection(name)
                        .ifPresent(words ->
                                unknown.add(SettingsFile.place(source.getConfigurationProperty(name)) + words)));
            }
        }
        return unknown.stream().distinct().toList();
    }

    private static Stream<ConfigurationPropertyName> names(ConfigurationPropertySource source) {
        return source instanceof IterableConfigurationPropertySource known
                ? known.stream().filter(ConfigurationPropertyName.of(OURS)::isAncestorOf)
                : Stream.empty();
    }

    private static boolean isReference(ConfigurationPropertySource source) {
        return source.getUnderlyingSource() instanceof PropertySource<?> file
                && file.getName().contains(REFERENCE);
    }

    private static List<String> variables(EnumerablePropertySource<?> environment) {
        return Stream.of(environment.getPropertyNames())
                .filter(name -> name.toUpperCase(Locale.ROOT).startsWith("BARS_"))
                .filter(name -> !ELSEWHERE.contains(name)
                        && !OF_KUBERNETES.matcher(name).matches()
                        && !isAddressOfKubernetes(environment.getProperty(name)))
                .toList();
    }

    /** BARS_GATEWAY_PORT is tcp://10.0.0.1:8443 there. */
    private static boolean isAddressOfKubernetes(@Nullable Object value) {
        return value != null && value.toString().matches("(tcp|udp|sctp)://.*");
    }

    /** Every name that stands in a route file. */
    private Stream<ConfigurationPropertyName> placeholders() {
        List<ConfigurationPropertyName> names = new ArrayList<>();
        // With those of the folder local
        try (Stream<Path> files = Files.walk(Path.of(environment.getProperty("bars.routes", "routes")), 2)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".yaml")).toList()) {
                Matcher placeholder = PLACEHOLDER.matcher(Files.readString(file));
                while (placeholder.find()) {
                    Optional.ofNullable(ConfigurationPropertyName.adapt(placeholder.group(1), '.'))
                            .ifPresent(names::add);
                }
            }
        } catch (IOException e) {
            // Routes that cannot be read are refused by their own check
            return Stream.empty();
        }
        return names.stream();
    }
}
