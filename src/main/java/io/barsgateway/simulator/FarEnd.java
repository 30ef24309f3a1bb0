package io.barsgateway.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsExchange;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Tree;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.fhir.form.Accept;
import io.barsgateway.fhir.form.AnyForm;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fhir.form.FhirXml;
import io.barsgateway.fhir.form.Format;
import io.barsgateway.fhir.template.OperationOutcome;
import io.barsgateway.simulator.FarReceiver.Asked;
import io.barsgateway.simulator.Sentinels.Kind;
import io.barsgateway.trust.keys.LocalPki;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Another organisation: sends requests through the proxy, and receives responses to them over TLS-MA. */
public final class FarEnd implements HttpHandler {

    private static final String ME = "2000099001";

    private final FarSender sender;
    private final Journal journal;
    private final Set<String> sent = ConcurrentHashMap.newKeySet();
    private final Set<String> requestIds = ConcurrentHashMap.newKeySet();
    private final List<JsonNode> received = new CopyOnWriteArrayList<>();
    private final Map<String, Taken> taken = new ConcurrentHashMap<>();
    private final FarReceiver receiver;
    private final Executor later;
    private final Clock clock;
    private volatile Set<Habit> habits = Set.of();

    /** A request that was taken: what it was answered with, and where responses to it go. */
    private record Taken(MessageBundle answer, String sender, String correlationId) {}

    FarEnd(FarSender sender, Journal journal, Executor later, Clock clock) {
        this.sender = sender;
        this.journal = journal;
        this.receiver = new FarReceiver(clock);
        this.later = later;
        this.clock = clock;
    }

    /** Has these habits from now on, and no others. */
    public void behave(Set<Habit> like) {
        habits = Set.copyOf(like);
    }

    /** Calls each new request by that id from now on, whatever it is; by ids of its own where it is empty. */
    public void assign(String id) {
        receiver.assign(id);
    }

    /** Sends a request as a Sender does, under new X- ids; the answer is the Receiver's, through the proxy. */
    public HttpResponse<byte[]> send(byte[] bundle, String targetService) throws IOException, InterruptedException {
        JsonNode message = AnyForm.read(bundle);
        sent.add(MessageBundle.of(message).id().orElse(""));
        return habits.contains(Habit.XML)
                ? sender.post(
                        FhirXml.write(message),
                        Format.XML,
                        targetService,
                        UUID.randomUUID().toString())
                : sender.post(
                        bundle, Format.JSON, targetService, UUID.randomUUID().toString());
    }

    /** Responds to a request that it took, after its habits; the answer is that of whoever sent the request. */
    public HttpResponse<byte[]> respond(String bundleId, FarReply reply) throws IOException, InterruptedException {
        return respond(bundleId, reply, written -> {});
    }

    /** The same, with something changed in the response as it would be written. */
    public HttpResponse<byte[]> respond(String bundleId, FarReply reply, Consumer<ObjectNode> change)
            throws IOException, InterruptedException {
        Taken request = Objects.requireNonNull(taken.get(bundleId), "no such request was taken");
        ObjectNode response = reply.write(request.answer(), bundleId, habits, clock.instant());
        change.accept(response);
        Format format = habits.contains(Habit.XML) ? Format.XML : Format.JSON;
        HttpResponse<byte[]> answer =
                sender.post(AnyForm.write(response, format), format, request.sender(), request.correlationId());
        journal.add(
                "far end responded",
                Map.of("answers", bundleId, "with", reply.name(), "status", String.valueOf(answer.statusCode())));
        return answer;
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
        Format format = habits.contains(Habit.XML)
                ? Format.XML
                : Accept.of(Exchanges.header(exchange, "Accept").orElse("")).preferred(Format.JSON);
        try {
            require(isTheProxy(exchange), FaultCode.FORBIDDEN, "Only the proxy may call");
            JsonNode answer = answered(exchange, body);
            Exchanges.answer(exchange, 200, format.mediaType(), AnyForm.write(answer, format));
        } catch (Fault fault) {
            journal.add("far end refused", Map.of("reason", fault.diagnostics()));
            Exchanges.answer(
                    exchange,
                    fault.code().status(),
                    format.mediaType(),
                    OperationOutcome.of(fault).in(format));
        }
    }

    private JsonNode answered(HttpExchange exchange, byte[] body) {
        String path = exchange.getRequestURI().getPath().replaceFirst("^/far-end/FHIR/R4", "");
        Asked asked = new Asked(
                path,
                Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse(""),
                inHeader(exchange, "NHSD-Target-Identifier", "/value"),
                organisation(exchange));
        if (exchange.getRequestMethod().equals("GET")) {
            return receiver.read(asked);
        }
        require(path.equals("/$process-message"), FaultCode.NOT_IMPLEMENTED, "Nothing else is written to");
        MessageBundle message = MessageBundle.of(AnyForm.read(body));
        String requestId = Exchanges.header(exchange, "X-Request-Id").orElse("");
        if (FarReceiver.kind(message) == Kind.RESPONSE) {
            return take(exchange, message, requestId);
        }
        require(!requestIds.contains(requestId), FaultCode.DUPLICATE, "It was received before");
        MessageBundle answer = receiver.take(asked, message);
        requestIds.add(requestId);
        keep(exchange, message, answer);
        require(!habits.contains(Habit.LOSES_ANSWERS), FaultCode.TIMEOUT, "It was taken, and nobody hears of it");
        return answer.tree();
    }

    /** Remembers a request, so that responses to it can be written, and sends those that its patient's number asks for. */
    private void keep(HttpExchange exchange, MessageBundle request, MessageBundle answer) {
        String id = request.id().orElse("");
        String endpoint = Tree.text(request.header(), "source", "endpoint").orElse("");
        taken.put(
                id,
                new Taken(
                        answer,
                        endpoint.substring(endpoint.indexOf('|') + 1),
                        Exchanges.header(exchange, "X-Correlation-Id").orElse("")));
        journal.add(
                "far end took",
                Map.of("id", id, "kind", FarReceiver.kind(request).name()));
        if (FarReceiver.isNew(request)) {
            receiver.reply(request).ifPresent(reply -> later.execute(() -> respondLater(id, reply)));
        }
    }

    private void respondLater(String id, FarReply reply) {
        try {
            respond(id, reply);
        } catch (IOException e) {
            journal.add("far end could not respond", Map.of("answers", id));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String inHeader(HttpExchange exchange, String header, String pointer) {
        try {
            return Exchanges.header(exchange, header)
                    .map(text -> FhirJson.read(Base64.getDecoder().decode(text))
                            .at(pointer)
                            .asText())
                    .orElse("");
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String organisation(HttpExchange exchange) {
        return inHeader(exchange, "NHSD-End-User-Organisation", "/identifier/0/value");
    }

    private JsonNode take(HttpExchange exchange, MessageBundle bundle, String requestId) {
        ObjectNode header = bundle.header();
        receiver.refuseSentinels(bundle);
        require(!habits.contains(Habit.REFUSES_RESPONSES), FaultCode.CONFLICT, "It was answered otherwise since");
        String answered = Tree.text(header, "response", "identifier").orElse("");
        require(!answered.isEmpty(), FaultCode.INVARIANT, "MessageHeader.response.identifier is missing");
        require(sent.isEmpty() || sent.contains(answered), FaultCode.NOT_FOUND, "It answers nothing that was sent");
        require(
                Tree.list(header, "destination").stream()
                        .map(to -> Tree.text(to, "endpoint").orElse(""))
                        .anyMatch(to -> to.endsWith("|" + ME) || to.endsWith("|2222222222")),
                FaultCode.INVARIANT,
                "It is addressed to another service");
        require(requestIds.add(requestId), FaultCode.DUPLICATE, "It was received before");
        received.add(bundle.tree());
        String focus = bundle.focus()
                .map(Entry::resource)
                .flatMap(resource -> Tree.text(resource, "status"))
                .orElse("");
        String definition = Tree.text(header, "definition").orElse("");
        journal.add(
                "far end received",
                Map.of(
                        "definition",
                        definition.substring(definition.lastIndexOf('/') + 1).replaceFirst("^bars-message-", ""),
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
}
