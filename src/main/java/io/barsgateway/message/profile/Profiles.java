package io.barsgateway.message.profile;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.receive.tenant.ServicesProperties.ProfileCheck;
import io.barsgateway.receive.tenant.Tenants;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The validator, loaded and warmed while the gateway starts where a service asks for it; nothing at all where none does. */
public final class Profiles implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Profiles.class);
    private static final List<String> SAMPLES = List.of("validation-request", "referral-request", "booking-request");

    private final @Nullable ProfileValidator validator;

    Profiles(@Nullable ProfileValidator validator) {
        this.validator = validator;
    }

    static Profiles of(ProfilesProperties properties, Tenants tenants) {
        boolean asked =
                tenants.all().stream().anyMatch(tenant -> tenant.declared().profiles() != ProfileCheck.OFF);
        return new Profiles(asked ? loaded(properties) : null);
    }

    /** A validator that is ready for its first message. */
    static ProfileValidator loaded(ProfilesProperties properties) {
        if (properties.definitions().isEmpty()) {
            throw new IllegalStateException(
                    "A service has profiles: advise or enforce, and bars.profiles.definitions names nothing to validate against");
        }
        long start = System.nanoTime();
        ProfileValidator loaded = new ProfileValidator(properties);
        List<JsonNode> samples = new ArrayList<>();
        for (String sample : SAMPLES) {
            try (InputStream bytes =
                    Objects.requireNonNull(Profiles.class.getResourceAsStream("/samples/" + sample + ".json"))) {
                samples.add(FhirJson.read(bytes.readAllBytes()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        loaded.warm(samples);
        log.info(
                "Validates against {} FHIR definitions, with tolerance list {} for {}; loaded and warmed in {} ms",
                loaded.size(),
                loaded.tolerances().version(),
                loaded.tolerances().definitions(),
                (System.nanoTime() - start) / 1_000_000);
        return loaded;
    }

    /** What is not tolerated of a message, and how often; empty where there was no verdict in time. */
    Optional<Map<Finding, Integer>> judge(JsonNode message) throws InterruptedException {
        return Objects.requireNonNull(validator, "no service asks for validation")
                .judge(message);
    }

    @Override
    public void close() {
        if (validator != null) {
            validator.close();
        }
    }
}
