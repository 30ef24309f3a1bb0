package io.barsgateway.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsExchange;
import io.barsgateway.fault.Fault;
import io.barsgateway.fault.FaultCode;
import io.barsgateway.fault.Format;
import io.barsgateway.fault.OperationOutcome;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.FhirJson;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Tree;
import io.barsgateway.keys.LocalPki;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Another organisation: sends requests through the proxy, and receives responses to them over TLS-MA. */
public final class FarEnd implements HttpHandler {

    private static final String ME = "2000099001";

    private final String base;
    private final ApiM apiM;
    private final HttpClient http;
    private final Journal journal;
    private final Set<String> sent = ConcurrentHashMap.newKeySet();
    private final Set<String> requestIds = ConcurrentHashMap.newKeySet();
    private final List<JsonNode> received = new CopyOnWriteArrayList<>();

    FarEnd(String base, ApiM apiM, HttpClient http, Journal journal) {
        this.base = base;
        this.apiM = apiM;
        this.http = http;
        this.journal = journal;
    }

    /** Sends a request as a Sender does, under new X- ids; the answer is the Receiver's, through the proxy. */
    public HttpResponse<byte[]> send(byte[] bundle, String targetService) throws IOException, InterruptedException {
        MessageBundle message = MessageBundle.of(FhirJson.read(bundle));
        sent.add(message.id().orElse(""));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(base + "/booking-and-referral/FHIR/R4/$process-message"))
                .header("Authorization", "Bearer " + apiM.issue())
                .header("Content-Type", "application/fhir+json")
                .header("Accept", "application/fhir+json; version=1.0.0")
                .header("X-Request-Id", UUID.randomUUID().toString())
                .header("X-Correlation-Id", UUID.randomUUID().toString())
                .header(
                        "NHSD-Target-Identifier",
                        base64("{\"system\":\"https://fhir.nhs.uk/Id/dos-service-id\",\"value\":\"" + targetService
                                + "\"}"))
                .header(
                        "NHSD-End-User-Organisation",
                        base64("{\"resourceType\":\"Organization\",\"identifier\":[{\"system\":"
                                + "\"https://fhir.nhs.uk/Id/ods-organization-code\",\"value\":\"X27\"}],"
                                + "\"name\":\"Example ambulance trust\"}"))
                .POST(BodyPublishers.ofByteArray(bundle))
                .build();
        return http.send(request, BodyHandlers.ofByteArray());
    }

    /** Takes responses to a request that somebody else sent for it. */
    public void expects(String bundleId) {
        sent.add(bundleId);
    }

    /** The messages received, in order. */
    public List<JsonNode> received() {
        return new ArrayList<>(received);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        if (exchange.getRequestURI().getPath().equals("/far-end/received")) {
            ArrayNode all = JsonNodeFactory.instance.arrayNode();
            received.forEach(all::add);
            Exchanges.json(exchange, 200, all);
            return;
        }
        byte[] body = Exchanges.body(exchange);
        for (String header : List.of("X-Request-Id", "X-Correlation-Id")) {
            Exchanges.header(exchange, header)
                    .ifPresent(id -> exchange.getResponseHeaders().set(header, id));
        }
        try {
            JsonNode message = take(exchange, body);
            Exchanges.answer(exchange, 200, "application/fhir+json", FhirJson.write(message));
        } catch (Fault fault) {
            journal.add("far end refused", Map.of("reason", fault.diagnostics()));
            Exchanges.answer(
                    exchange,
                    fault.code().status(),
                    "application/fhir+json",
                    OperationOutcome.of(fault).in(Format.JSON).getBytes(StandardCharsets.UTF_8));
        }
    }

    private JsonNode take(HttpExchange exchange, byte[] body) {
        require(isTheProxy(exchange), FaultCode.FORBIDDEN, "Only the proxy may call");
        MessageBundle bundle = MessageBundle.of(FhirJson.read(body));
        ObjectNode header = bundle.header();
        String answered = Tree.text(header, "response", "identifier").orElse("");
        require(!answered.isEmpty(), FaultCode.INVARIANT, "MessageHeader.response.identifier is missing");
        require(sent.isEmpty() || sent.contains(answered), FaultCode.NOT_FOUND, "It answers nothing that was sent");
        require(
                Tree.list(header, "destination").stream()
                        .anyMatch(to -> Tree.text(to, "endpoint").orElse("").matches(".*\\|(" + ME + "|2222222222)")),
                FaultCode.INVARIANT,
                "It is addressed to another service");
        String requestId = Exchanges.header(exchange, "X-Request-Id").orElse("");
        require(requestIds.add(requestId), FaultCode.DUPLICATE, "It was received before");
        received.add(bundle.tree());
        String focus = bundle.focus()
                .map(Entry::resource)
                .flatMap(resource -> Tree.text(resource, "status"))
                .orElse("");
        journal.add(
                "far end received",
                Map.of(
                        "definition",
                        Tree.text(header, "definition").orElse("").replaceFirst(".*bars-message-", ""),
                        "answers",
                        answered,
                        "focus",
                        focus,
                        "useContext",
                        Exchanges.header(exchange, "use-context").orElse(""),
                        "carePlan",
                        bundle.first("CarePlan")
                                .flatMap(plan -> Tree.text(plan.resource(), "status"))
                                .orElse(""),
                        "correlationId",
                        Exchanges.header(exchange, "X-Correlation-Id").orElse(""),
                        "requestId",
                        requestId));
        return bundle.tree();
    }

    private static boolean isTheProxy(HttpExchange exchange) {
        try {
            return exchange instanceof HttpsExchange tls
                    && tls.getSSLSession().getPeerPrincipal().getName().contains("CN=" + LocalPki.PROXY_NAME);
        } catch (SSLPeerUnverifiedException e) {
            return false;
        }
    }

    private static void require(boolean holds, FaultCode code, String otherwise) {
        if (!holds) {
            throw new Fault(code, otherwise);
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
