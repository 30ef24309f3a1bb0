package io.barsgateway.send.proxy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Ourselves as a Sender: the proxy, and our application at API-M (NHS England, Application-restricted RESTful APIs:
 * signed JWT). Until api, token-url, api-key, key-id
 * and private-key are all known, responses are held.
 *
 * @param api base URL of the BaRS API; the environment's where absent
 * @param tokenUrl API-M token endpoint, also the audience of our assertions; the environment's where absent
 * @param apiKey of our application
 * @param keyId kid of our key in the application's JWKS
 * @param privateKey PEM file of the RSA key that signs our assertions
 * @param roots PEM files of the CAs behind api and tokenUrl; absent, the JVM's own
 * @param coreVersion BaRS Core version asked for in Accept
 * @param odsCode of our organisation, for NHSD-End-User-Organisation
 * @param organisation its name
 * @param software name of our software, for NHSD-Requesting-Software
 * @param softwareVersion its version
 * @param every how often work that has become due is looked for
 * @param workers messages sent at once, to all targets together; an idle worker ends
 * @param atOnce messages sent at once to one target
 * @param questionsAtOnce questions of local systems at once to one target, such as slot searches; one more is answered 503
 * @param breakerAfter failures in a row after which a target has one message at a time, until one succeeds
 * @param connectTimeout to the proxy and the token endpoint
 * @param responseTimeout longest silence while an answer is awaited; the proxy itself waits 32 s for a Receiver
 * @param deadline for a whole call, from its connection to the last byte of the answer; a message needs up to five
 * @param lease after which a message that was never settled, its gateway killed, is sent again
 */
@ConfigurationProperties("bars.sender")
public record SenderProperties(
        @Nullable URI api,
        @Nullable URI tokenUrl,
        @Nullable String apiKey,
        @Nullable String keyId,
        @Nullable Path privateKey,
        @DefaultValue List<Path> roots,
        @DefaultValue("1.0.0") String coreVersion,
        @DefaultValue("") String odsCode,
        @DefaultValue("") String organisation,
        @DefaultValue("BaRS Gateway") String software,
        @DefaultValue("0.1.0") String softwareVersion,
        @DefaultValue("200ms") Duration every,
        @DefaultValue("32") int workers,
        @DefaultValue("4") int atOnce,
        @DefaultValue("8") int questionsAtOnce,
        @DefaultValue("5") int breakerAfter,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("35s") Duration responseTimeout,
        @DefaultValue("40s") Duration deadline,
        @DefaultValue("240s") Duration lease) {

    /** Token, metadata, definitions, what is changed, and the message. */
    private static final int CALLS = 5;

    public SenderProperties {
        roots = List.copyOf(roots);
        if (lease.compareTo(deadline.multipliedBy(CALLS)) <= 0) {
            throw new IllegalArgumentException("bars.sender.lease must be longer than five times bars.sender.deadline");
        }
        if (workers < 2 || atOnce < 1 || questionsAtOnce < 1 || breakerAfter < 1) {
            throw new IllegalArgumentException(
                    "bars.sender.workers must be 2 or more, at-once, questions-at-once and breaker-after 1 or more");
        }
    }

    /** Never prints the API key. */
    @Override
    public String toString() {
        return "bars.sender to " + api;
    }
}
