package io.barsgateway.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.form.FhirJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The BaRS API Proxy (its published code: NHSDigital/booking-and-referral-fhir-api, proxies/live): checks the
 * bearer, that both X- ids are there, and the target, then forwards over
 * TLS-MA and waits 32 s. It refuses in the shape of the real one: plain JSON, without the ids.
 */
final class Proxy implements HttpHandler {

    private static final String BASE = "/booking-and-referral/FHIR/R4";
    private static final Duration LIMIT = Duration.ofSeconds(32);
    private static final List<String> FORWARDED = List.of(
            "Content-Type",
            "Accept",
            "X-Request-Id",
            "X-Correlation-Id",
            "NHSD-Target-Identifier",
            "NHSD-End-User-Organisation",
            "NHSD-Requesting-Software",
            "NHSD-Requesting-Practitioner",
            "use-context");

    private final ApiM apiM;
    private final Catalogue catalogue;
    private final HttpClient http;
    private final Journal journal;

    Proxy(ApiM apiM, Catalogue catalogue, HttpClient http, Journal journal) {
        this.apiM = apiM;
        this.catalogue = catalogue;
        this.http = http;
        this.journal = journal;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        byte[] body = Exchanges.body(exchange);
        if (!apiM.isGood(Exchanges.header(exchange, "Authorization").orElse(""))) {
            refuse(exchange, 401, "security", "SEND_UNAUTHORIZED", "The access token is missing, invalid or expired");
            return;
        }
        if (Exchanges.header(exchange, "X-Request-Id").isEmpty()
                || Exchanges.header(exchange, "X-Correlation-Id").isEmpty()) {
            refuse(exchange, 400, "invalid", "BAD_REQUEST", "X-Request-Id and X-Correlation-Id are required");
            return;
        }
        Optional<JsonNode> target =
                Exchanges.header(exchange, "NHSD-Target-Identifier").flatMap(Proxy::decoded);
        if (target.isEmpty()) {
            refuse(exchange, 400, "structure", "PROXY_BAD_REQUEST", "NHSD-Target-Identifier is not Base64 of JSON");
            return;
        }
        Optional<String> url = catalogue.url(
                target.get().path("system").asText(), target.get().path("value").asText());
        if (url.isEmpty()) {
            refuse(exchange, 404, "not-found", "PROXY_NOT_FOUND", "The target is not in the Endpoint Catalogue");
            return;
        }
        forward(exchange, url.get(), body);
    }

    private void forward(HttpExchange exchange, String receiver, byte[] body) throws IOException {
        String suffix = exchange.getRequestURI().toString().substring(BASE.length());
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(receiver + suffix))
                .timeout(LIMIT)
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        FORWARDED.forEach(name -> Exchanges.header(exchange, name).ifPresent(value -> request.header(name, value)));
        try {
            HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
            journal.add(
                    "forwarded",
                    Map.of(
                            "path", exchange.getRequestURI().getPath().substring(BASE.length()),
                            "requestId",
                                    Exchanges.header(exchange, "X-Request-Id").orElse(""),
                            "useContext",
                                    Exchanges.header(exchange, "use-context").orElse(""),
                            "status", String.valueOf(response.statusCode())));
            answer(exchange, response);
        } catch (HttpTimeoutException e) {
            refuse(exchange, 408, "timeout", "REC_TIMEOUT", "The Receiver did not answer in time");
        } catch (IOException e) {
            refuse(exchange, 503, "transient", "REC_SERVICE_UNAVAILABLE", "The Receiver cannot be reached");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            refuse(exchange, 503, "transient", "SERVICE_UNAVAILABLE", "The proxy is stopping");
        }
    }

    /**
     * Rewrites what the real one rewrites (its published code: HandleErrors.js): any 503, a 403, and a 500 that it
     * cannot read or may not show.
     */
    private static void answer(HttpExchange exchange, HttpResponse<byte[]> response) throws IOException {
        switch (response.statusCode()) {
            case 503 -> refuse(exchange, 503, "transient", "REC_SERVICE_UNAVAILABLE", "The Receiver is unavailable");
            case 403 -> refuse(exchange, 403, "forbidden", "REC_FORBIDDEN", "TLS-MA failure.");
            case 500 -> {
                String issue = firstIssue(response.body());
                if (issue.isEmpty()) {
                    refuse(exchange, 500, "exception", "REC_SERVER_ERROR", "The Receiver failed");
                } else if (issue.equals("no-store")) {
                    refuse(exchange, 500, "no-store", "REC_SERVER_ERROR", "The Receiver cannot store");
                } else {
                    pass(exchange, response);
                }
            }
            default -> pass(exchange, response);
        }
    }

    private static void pass(HttpExchange exchange, HttpResponse<byte[]> response) throws IOException {
        for (String name : List.of("X-Request-Id", "X-Correlation-Id")) {
            response.headers().firstValue(name).ifPresent(value -> exchange.getResponseHeaders()
                    .set(name, value));
        }
        Exchanges.answer(
                exchange,
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse("application/fhir+json"),
                response.body());
    }

    /** The first issue's code; empty where the body is no JSON, as an OperationOutcome in XML is not. */
    private static String firstIssue(byte[] body) {
        try {
            return FhirJson.read(body).path("issue").path(0).path("code").asText();
        } catch (Fault notJson) {
            return "";
        }
    }

    private static Optional<JsonNode> decoded(String header) {
        try {
            return Optional.of(FhirJson.read(Base64.getDecoder().decode(header.getBytes(StandardCharsets.US_ASCII))))
                    .filter(json -> json.path("system").isTextual()
                            && json.path("value").isTextual());
        } catch (IllegalArgumentException | Fault e) {
            return Optional.empty();
        }
    }

    private static void refuse(HttpExchange exchange, int status, String issue, String code, String words)
            throws IOException {
        String body = """
                {"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"%s","details":{"coding":[\
                {"system":"https://fhir.nhs.uk/Codesystem/http-error-codes","code":"%s"}]},"diagnostics":"%s"}]}""".formatted(issue, code, words);
        Exchanges.answer(exchange, status, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }
}
