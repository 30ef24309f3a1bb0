package io.barsgateway.message.profile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What the profiles say of messages in files, before a service is told to enforce them. */
public final class RehearseProfiles implements AutoCloseable {

    private final ProfileValidator validator;
    private final Explanations explanations = Explanations.load();

    /** Loads the definitions, and warms up; some ten seconds. */
    public RehearseProfiles(ProfilesProperties properties) {
        validator = Profiles.loaded(properties);
    }

    /** One line for each finding that is not tolerated. */
    public List<String> findings(JsonNode message) {
        return validator.findings(message).entrySet().stream()
                .map(found -> explanations.tell(found.getKey(), found.getValue()))
                .toList();
    }

    @Override
    public void close() {
        validator.close();
    }
}
