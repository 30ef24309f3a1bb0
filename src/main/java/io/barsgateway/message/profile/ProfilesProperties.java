package io.barsgateway.message.profile;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Validation against FHIR profiles, for the services whose {@code profiles} is advise or enforce; where none is, nothing is loaded.
 *
 * @param definitions folders of FHIR definitions, JSON or XML, or FHIR packages (.tgz)
 * @param tolerances list of findings that are let pass, in place of the built-in one
 * @param timeout that a message's validation may take: then it is advised of nothing, or where enforced answered 503
 * @param concurrency messages validated at once; others wait, within the timeout
 */
@ConfigurationProperties("bars.profiles")
public record ProfilesProperties(
        @DefaultValue List<Path> definitions,
        @Nullable Path tolerances,
        @DefaultValue("3s") Duration timeout,
        @DefaultValue("2") int concurrency) {

    public ProfilesProperties {
        definitions = List.copyOf(definitions);
        if (concurrency < 1) {
            throw new IllegalArgumentException("bars.profiles.concurrency must be 1 or more");
        }
    }
}
