package io.barsgateway.send.proxy;

import io.barsgateway.outbox.token.AccessToken;
import io.barsgateway.outbox.token.TokenEndpoint;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** Asks API-M for a token with a signed assertion (RFC 7523 2.2). */
final class ApiMEndpoint {

    private final ClientAssertion assertion;
    private final TokenEndpoint endpoint;

    /** @throws io.barsgateway.audit.watch.UnusableFile where the application's key cannot sign */
    ApiMEndpoint(Application.Registered application, HttpClient http, Duration timeout, Clock clock) {
        assertion = new ClientAssertion(application, clock);
        endpoint = new TokenEndpoint(application.tokenUrl(), http, timeout, clock);
    }

    AccessToken ask() {
        String signed = assertion.sign();
        return endpoint.ask(
                Map.of(),
                Map.of(
                        "grant_type", "client_credentials",
                        "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                        "client_assertion", signed),
                signed);
    }
}
