package io.barsgateway.send.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.outbox.TryAgain;
import io.barsgateway.trust.keys.BoundedBody;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks API-M for a token with a signed assertion. Whatever goes wrong may pass, so the message waits; the log says what. */
final class TokenEndpoint {

    private static final String GRANT = "grant_type=client_credentials"
            + "&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer"
            + "&client_assertion=";
    private static final int LONGEST = 64 * 1024;
    private static final double RENEW_AFTER = 0.8;

    private final Application.Registered application;
    private final ClientAssertion assertion;
    private final HttpClient http;
    private final Duration timeout;
    private final Clock clock;

    TokenEndpoint(Application.Registered application, HttpClient http, Duration timeout, Clock clock) {
        this.application = application;
        this.assertion = new ClientAssertion(application, clock);
        this.http = http;
        this.timeout = timeout;
        this.clock = clock;
    }

    AccessToken ask() {
        HttpRequest request = HttpRequest.newBuilder(application.tokenUrl())
                .timeout(timeout)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(GRANT + URLEncoder.encode(assertion.sign(), StandardCharsets.UTF_8)))
                .build();
        try {
            HttpResponse<byte[]> response =
                    http.sendAsync(request, new BoundedBody(LONGEST)).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            JsonNode body = FhirJson.read(response.body());
            if (response.statusCode() != 200 || !body.path("access_token").isTextual()) {
                throw new TryAgain(
                        "the token endpoint answered " + response.statusCode() + " " + refusal(body),
                        retryAfter(response.headers()));
            }
            return token(body);
        } catch (Fault e) {
            throw new TryAgain("the token endpoint's answer is not JSON", e);
        } catch (ExecutionException e) {
            throw new TryAgain("no answer from the token endpoint " + application.tokenUrl(), cause(e));
        } catch (TimeoutException e) {
            throw new TryAgain("no whole answer from the token endpoint " + application.tokenUrl() + " in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TryAgain("stopped while asking for a token", e);
        }
    }

    /** Seconds; a date, which is rare, is not looked at. */
    private static Duration retryAfter(HttpHeaders headers) {
        return headers.firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .orElse(Duration.ZERO);
    }

    private static Throwable cause(ExecutionException e) {
        return e.getCause() == null ? e : e.getCause();
    }

    /** expires_in is a string on the wire; an absent one is taken for a minute. */
    private AccessToken token(JsonNode body) {
        long seconds = body.path("expires_in").asLong(60);
        Instant now = clock.instant();
        return new AccessToken(
                body.path("access_token").textValue(),
                now.plusMillis(Math.round(seconds * 1000 * RENEW_AFTER)),
                now.plusSeconds(seconds));
    }

    /** API-M's own words on what is wrong with the assertion; they name claims, never their values. */
    private static String refusal(JsonNode body) {
        String words = body.path("error").asText() + " "
                + body.path("error_description").asText();
        return words.replaceAll("\\p{C}", "?").substring(0, Math.min(words.length(), 200));
    }
}
