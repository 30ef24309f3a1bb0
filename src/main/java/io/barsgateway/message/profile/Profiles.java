package io.barsgateway.message.profile;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.audit.watch.Replaceable;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.receive.service.ServicesProperties.ProfileCheck;
import io.barsgateway.receive.service.Tenant;
import io.barsgateway.receive.tenant.PrepareServices;
import io.barsgateway.receive.tenant.Tenants;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The validator, loaded and warmed before the first service that asks for it is served; nothing at all where none does. */
public final class Profiles implements PrepareServices, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Profiles.class);
    private static final List<String> SAMPLES = List.of("validation-request", "referral-request", "booking-request");

    private final ProfilesProperties properties;
    private final Replaceable<Optional<ProfileValidator>> validator;

    Profiles(ProfilesProperties properties, Optional<ProfileValidator> validator) {
        this.properties = properties;
        this.validator = new Replaceable<>(validator);
    }

    static Profiles of(ProfilesProperties properties, Tenants tenants) {
        return new Profiles(
                properties, areAskedFor(tenants.all()) ? Optional.of(loaded(properties)) : Optional.empty());
    }

    private static boolean areAskedFor(List<Tenant> services) {
        return services.stream().anyMatch(service -> service.declared().profiles() != ProfileCheck.OFF);
    }

    /** Loaded for the first service that asks, the validator stays: for the next that does, and where others are not ready yet. */
    @Override
    public Runnable prepare(List<Tenant> next) {
        if (areAskedFor(next) && validator.get().isEmpty()) {
            validator.set(Optional.of(loaded(properties)));
        }
        return () -> {};
    }

    /** A validator that is ready for its first message. */
    static ProfileValidator loaded(ProfilesProperties properties) {
        if (properties.definitions().isEmpty()) {
            throw new IllegalStateException(
                    "bars.profiles.definitions names nothing to validate against: set it to folders or FHIR packages (bars profiles:"
                            + " --definitions), or set profiles of every service to off");
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
        return validator
                .get()
                .orElseThrow(() -> new IllegalStateException("No service asks for validation"))
                .judge(message);
    }

    @Override
    public void close() {
        validator.get().ifPresent(ProfileValidator::close);
    }
}
