package io.barsgateway.outbox.token;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.fhir.Printable;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.outbox.TryAgain;
import io.barsgateway.trust.keys.BoundedBody;
import java.net.URI;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Asks for a token (RFC 6749 4.4 and 5). Whatever goes wrong may pass, so the message waits; the log says what.
 *
 * @param url of the endpoint
 * @param timeout from the connection to the last byte of the answer
 */
public record TokenEndpoint(URI url, HttpClient http, Duration timeout, Clock clock) {

    private static final int LONGEST = 64 * 1024;
    private static final double RENEW_AFTER = 0.8;
    private static final long LONGEST_LIFE = Duration.ofDays(7).toSeconds();

    /** RFC 6749 A.12; nothing else may stand in a header. */
    private static final Pattern TOKEN = Pattern.compile("[\\x20-\\x7E]{1,16000}");

    /**
     * A fresh token.
     *
     * @param headers of the call, beside those of every form
     * @param form its fields
     * @param secret that the call shows, and that is left out of what the endpoint answers
     * @throws TryAgain with the endpoint's own words on what is wrong
     */
    public AccessToken ask(Map<String, String> headers, Map<String, String> form, String secret) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(timeout)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(form.entrySet().stream()
                        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                        .collect(Collectors.joining("&"))));
        headers.forEach(request::header);
        CompletableFuture<HttpResponse<byte[]>> asked = http.sendAsync(request.build(), new BoundedBody(LONGEST));
        try {
            HttpResponse<byte[]> response = asked.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            JsonNode body = FhirJson.read(response.body());
            if (response.statusCode() != 200 || !body.path("access_token").isTextual()) {
                throw new TryAgain(
                        ("the token endpoint " + url + " answered " + response.statusCode() + " "
                                        + refusal(body, shown(headers, secret)))
                                .strip(),
                        retryAfter(response.headers()));
            }
            return token(body);
        } catch (Fault e) {
            throw new TryAgain("the token endpoint's answer is not JSON", e);
        } catch (ExecutionException e) {
            throw new TryAgain("no answer from the token endpoint " + url, cause(e));
        } catch (TimeoutException e) {
            throw new TryAgain("no whole answer from the token endpoint " + url + " in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TryAgain("stopped while asking for a token", e);
        } finally {
            // The timeout of the request ends at the headers; nothing happens where there is a whole answer
            asked.cancel(true);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
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

    /** expires_in may be a string on the wire; an absent one is taken for a minute. A token of another type is none for us (RFC 6749 7.1). */
    private AccessToken token(JsonNode body) {
        String value = body.path("access_token").textValue();
        if (!body.path("token_type").asText("Bearer").equalsIgnoreCase("Bearer")
                || !TOKEN.matcher(value).matches()) {
            throw new TryAgain("the token endpoint gave something else than a bearer token");
        }
        long seconds = Math.max(0, Math.min(body.path("expires_in").asLong(60), LONGEST_LIFE));
        Instant now = clock.instant();
        return new AccessToken(
                value, now, now.plusMillis(Math.round(seconds * 1000 * RENEW_AFTER)), now.plusSeconds(seconds));
    }

    /** Every form in which the call shows the secret: in its body, and in a header behind the scheme. */
    private static List<String> shown(Map<String, String> headers, String secret) {
        return Stream.concat(
                        Stream.of(secret),
                        headers.values().stream().map(value -> value.substring(value.lastIndexOf(' ') + 1)))
                .flatMap(form -> Stream.of(form, encoded(form)))
                .toList();
    }

    /** The endpoint's own words on what is wrong (RFC 6749 5.2), without what it was shown. */
    private static String refusal(JsonNode body, List<String> shown) {
        String words = body.path("error").asText() + " "
                + body.path("error_description").asText();
        for (String form : shown) {
            words = words.replace(form, "…");
        }
        return Printable.text(words, 200).strip();
    }
}
