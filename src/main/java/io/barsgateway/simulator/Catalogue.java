package io.barsgateway.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.fhir.form.FhirJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The Endpoint Catalogue as the proxy reads it, {@code {"NHSD-Target-Identifier": {system: {value: url}}}}, from a file that
 * may be edited while it is in use. A service that the file does not name is the far end where its id says so, else the
 * gateway.
 */
public final class Catalogue {

    /** Service ids of the simulated organisation: its own, and the one that published examples come from. */
    static final java.util.Set<String> FAR_END = java.util.Set.of("2000099001", "2222222222");

    private final @Nullable Path file;
    private final AtomicReference<String> gateway = new AtomicReference<>("");
    private final AtomicReference<String> farEnd = new AtomicReference<>("");

    public Catalogue(@Nullable Path file) {
        this.file = file;
    }

    public void gatewayAt(String url) {
        gateway.set(url);
    }

    void farEndAt(String url) {
        farEnd.set(url);
    }

    Optional<String> url(String system, String value) {
        Optional<String> named = Optional.ofNullable(file)
                .filter(Files::exists)
                .map(Catalogue::read)
                .map(json -> json.path("NHSD-Target-Identifier").path(system).path(value))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue);
        if (named.isPresent()) {
            return named;
        }
        boolean isService = system.toLowerCase(java.util.Locale.ROOT).endsWith("/id/dos-service-id");
        return Optional.ofNullable(
                        (FAR_END.contains(value) || Sentinels.SERVICES.containsKey(value) ? farEnd : gateway).get())
                .filter(url -> isService && !url.isEmpty());
    }

    private static JsonNode read(Path file) {
        try {
            return FhirJson.read(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
