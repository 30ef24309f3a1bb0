package io.barsgateway.send.proxy;

import io.barsgateway.trust.keys.Environment;
import io.barsgateway.trust.keys.HomeProperties;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Our application at API-M, as far as the settings and the environment make it known. */
@Component
public final class Application {

    private final SenderProperties sender;
    private final Environment environment;

    Application(SenderProperties sender, HomeProperties home) {
        this.sender = sender;
        this.environment = home.environment();
    }

    /** The settings that are still missing; empty where we can send. */
    public List<String> missing() {
        List<String> missing = new ArrayList<>();
        note(missing, "bars.sender.api", url(sender.api(), environment.api()));
        note(missing, "bars.sender.token-url", url(sender.tokenUrl(), environment.tokenUrl()));
        note(missing, "bars.sender.api-key", sender.apiKey());
        note(missing, "bars.sender.key-id", sender.keyId());
        note(missing, "bars.sender.private-key", sender.privateKey());
        return missing;
    }

    /** All of it. */
    Registered registered() {
        URI api = url(sender.api(), environment.api());
        URI tokenUrl = url(sender.tokenUrl(), environment.tokenUrl());
        if (api == null
                || tokenUrl == null
                || sender.apiKey() == null
                || sender.keyId() == null
                || sender.privateKey() == null) {
            throw new IllegalStateException("The Sender is not set up: " + String.join(", ", missing()));
        }
        return new Registered(api, tokenUrl, sender.apiKey(), sender.keyId(), sender.privateKey());
    }

    /** An application that is known whole. */
    record Registered(URI api, URI tokenUrl, String apiKey, String keyId, Path privateKey) {

        /** Never prints the API key. */
        @Override
        public String toString() {
            return "application with key " + keyId + " at " + tokenUrl;
        }
    }

    private static @Nullable URI url(@Nullable URI named, String preset) {
        if (named != null) {
            return named;
        }
        return preset.isEmpty() ? null : URI.create(preset);
    }

    private static void note(List<String> missing, String setting, @Nullable Object value) {
        if (value == null) {
            missing.add(setting);
        }
    }
}
