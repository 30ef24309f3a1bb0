package io.barsgateway.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A local system behind the gateway: takes deliveries, tells repeats by their idempotency key, and works each validation at
 * once: it reports an interim, then a full outcome. {@code GET /local-system/deliveries} says what came.
 */
public final class LocalSystem implements HttpHandler, AutoCloseable {

    private static final int TRIES = 30;

    private final LocalSide localSide;
    private final HttpClient http;
    private final Journal journal;
    private final Map<String, Delivery> deliveries = new LinkedHashMap<>();
    private final ScheduledExecutorService reports = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "local-system");
        thread.setDaemon(true);
        return thread;
    });

    /** One message, under its idempotency key, and how often it came. */
    private record Delivery(String requestId, String reference, String meaning, int times) {}

    LocalSystem(LocalSide localSide, HttpClient http, Journal journal) {
        this.localSide = localSide;
        this.http = http;
        this.journal = journal;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("GET")) {
            Exchanges.json(exchange, 200, summary());
            return;
        }
        int size = Exchanges.body(exchange).length;
        String key = Exchanges.header(exchange, "Idempotency-Key").orElse("");
        String reference = Exchanges.header(exchange, "X-Bars-Reference").orElse("");
        String meaning = Exchanges.header(exchange, "X-Bars-Meaning").orElse("");
        if (key.isEmpty() || size == 0) {
            Exchanges.answer(exchange, 400, "text/plain", new byte[0]);
            return;
        }
        boolean first = count(
                key, new Delivery(Exchanges.header(exchange, "X-Request-Id").orElse(""), reference, meaning, 1));
        journal.add(
                "delivered",
                Map.of("key", key, "reference", reference, "meaning", meaning, "repeat", String.valueOf(!first)));
        Exchanges.answer(exchange, 204, "text/plain", new byte[0]);
        if (first && meaning.equals("NEW_VALIDATION")) {
            reports.execute(() -> report(interim(reference), 1, () -> report(full(reference), 1, () -> {})));
        }
    }

    @Override
    public void close() {
        reports.shutdownNow();
    }

    private synchronized boolean count(String key, Delivery delivery) {
        Delivery before = deliveries.get(key);
        deliveries.put(
                key,
                before == null
                        ? delivery
                        : new Delivery(before.requestId(), before.reference(), before.meaning(), before.times() + 1));
        return before == null;
    }

    private synchronized ObjectNode summary() {
        ObjectNode summary = JsonNodeFactory.instance.objectNode();
        summary.put("messages", deliveries.size());
        summary.put(
                "repeats",
                deliveries.values().stream().mapToInt(Delivery::times).sum() - deliveries.size());
        ArrayNode all = summary.putArray("deliveries");
        deliveries.forEach((key, delivery) -> all.addObject()
                .put("key", key)
                .put("requestId", delivery.requestId())
                .put("reference", delivery.reference())
                .put("meaning", delivery.meaning())
                .put("times", delivery.times()));
        return summary;
    }

    private static String interim(String reference) {
        return "{\"reference\":\"" + reference + "\",\"kind\":\"interim\"}";
    }

    private static String full(String reference) {
        return "{\"reference\":\"" + reference + "\",\"kind\":\"full\",\"actionRequired\":true,\"arp\":\"unchanged\","
                + "\"outcomes\":[{\"text\":\"Simulated validation: ambulance still needed\"}]}";
    }

    /** Reports, and goes on once the gateway has taken it; a gateway that is away is asked again. */
    private void report(String outcome, int attempt, Runnable then) {
        URI base = localSide.base().orElse(null);
        if (base == null) {
            return;
        }
        HttpRequest request = HttpRequest.newBuilder(base.resolve("/responses"))
                .header("Content-Type", "application/json")
                .header(
                        "Idempotency-Key",
                        UUID.nameUUIDFromBytes(outcome.getBytes(StandardCharsets.UTF_8))
                                .toString())
                .POST(BodyPublishers.ofString(outcome))
                .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            journal.add("reported", Map.of("outcome", outcome, "status", String.valueOf(response.statusCode())));
            if (List.of(202, 409).contains(response.statusCode())) {
                then.run();
            }
        } catch (IOException e) {
            if (attempt < TRIES) {
                reports.schedule(() -> report(outcome, attempt + 1, then), 1, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
