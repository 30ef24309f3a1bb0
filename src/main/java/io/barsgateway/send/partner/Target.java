package io.barsgateway.send.partner;

import java.time.Instant;
import java.util.List;

/**
 * A service that we send to, as it described itself.
 *
 * @param coreVersion BaRS Core version of its CapabilityStatement
 * @param definitions what it receives, by MessageDefinition; empty where it does not say
 * @param learnedAt when it was asked
 */
public record Target(String coreVersion, List<Definition> definitions, Instant learnedAt) {

    public Target {
        definitions = List.copyOf(definitions);
    }

    /**
     * A message that it receives.
     *
     * @param name last part of the canonical
     * @param useCases codes, lower-case; empty where it does not say
     */
    public record Definition(String name, List<String> useCases) {

        public Definition {
            useCases = List.copyOf(useCases);
        }
    }
}
