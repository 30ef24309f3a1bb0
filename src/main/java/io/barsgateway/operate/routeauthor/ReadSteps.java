package io.barsgateway.operate.routeauthor;

import io.barsgateway.audit.watch.Replaceable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.EnrichDefinition;
import org.apache.camel.model.PollDefinition;
import org.apache.camel.model.PollEnrichDefinition;
import org.apache.camel.model.SendDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.jspecify.annotations.Nullable;

/** Wraps each step of the routes in a trial: it notes what the step changed, and nothing leaves the gateway. */
final class ReadSteps implements InterceptStrategy {

    private static final String STORE = "(store)";
    private static final String NETWORK = "(network)";

    private static final Set<String> ASK =
            Set.of("bean:authoriseCall", "bean:obtainToken", "bean:askWhetherRevoked", "bean:rehearseToken");

    /** Of the headers that are Camel's own. */
    private static final Set<String> SHOWN = Set.of(
            Exchange.HTTP_URI, Exchange.HTTP_PATH, Exchange.HTTP_QUERY, Exchange.HTTP_METHOD, Exchange.FILE_NAME);

    private final int answer;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Trial.Sent> sent = new ArrayList<>();
    private final AtomicInteger depth = new AtomicInteger();

    /** @param answer the HTTP status that every destination gives */
    ReadSteps(int answer) {
        this.answer = answer;
    }

    /** What is noted of one step while it runs. */
    private static final class Entry {

        private final int depth;
        private final String id;
        private final String does;
        private final Replaceable<String> outcome = new Replaceable<>("ran");
        private final List<String> changes = new ArrayList<>();

        private Entry(int depth, NamedNode node) {
            this.depth = depth;
            id = node.getId();
            does = node.getDescriptionText() == null ? node.getShortName() : node.getDescriptionText();
        }
    }

    List<Trial.Step> steps() {
        return entries.stream()
                .map(entry -> new Trial.Step(entry.depth, entry.id, entry.does, entry.outcome.get(), entry.changes))
                .toList();
    }

    List<Trial.Sent> sent() {
        return List.copyOf(sent);
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, @Nullable Processor next) {
        return new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                Entry entry = new Entry(depth.get(), definition);
                entries.add(entry);
                String leaves = context.resolvePropertyPlaceholders(leaves(definition));
                if (!leaves.isEmpty()) {
                    entry.outcome.set("would be sent to " + leaves + "; answered " + answer + " here");
                    send(leaves, exchange);
                } else if (entry.does.endsWith(STORE)) {
                    entry.outcome.set("left out: it needs the store");
                } else if (entry.does.endsWith(NETWORK) || asks(definition)) {
                    entry.outcome.set("left out: it may ask another system");
                } else {
                    return run(entry, exchange, callback);
                }
                callback.done(true);
                return true;
            }

            private boolean run(Entry entry, Exchange exchange, AsyncCallback callback) {
                Map<String, String> before = state(exchange);
                depth.incrementAndGet();
                return super.process(exchange, doneSync -> {
                    depth.decrementAndGet();
                    entry.changes.addAll(changes(before, state(exchange)));
                    Throwable failure = exchange.getException();
                    if (failure != null && entry.outcome.get().equals("ran")) {
                        entry.outcome.set("failed: " + TrialEnding.words(failure));
                    }
                    callback.done(doneSync);
                });
            }
        };
    }

    /** A step of ours that asks another system, whatever its author says of it. */
    private static boolean asks(NamedNode definition) {
        return definition instanceof SendDefinition<?> send && ASK.contains(String.valueOf(send.getUri()));
    }

    /** The endpoint of a step that would leave the gateway; empty for all others. */
    private static String leaves(NamedNode definition) {
        String uri = "";
        if (definition instanceof SendDefinition<?> send) {
            uri = send.getUri();
        } else if (definition instanceof ToDynamicDefinition dynamic) {
            uri = dynamic.getUri();
        } else if (definition instanceof PollDefinition poll) {
            uri = poll.getUri();
        } else if (definition instanceof EnrichDefinition || definition instanceof PollEnrichDefinition) {
            uri = definition.getShortName();
        }
        return uri == null || uri.startsWith("bean:") || uri.startsWith("direct:") || uri.startsWith("${")
                ? ""
                : uri.replaceFirst("\\?.*", "");
    }

    private void send(String to, Exchange exchange) {
        Map<String, String> headers = new TreeMap<>();
        exchange.getMessage().getHeaders().forEach((name, value) -> {
            boolean shown = !name.startsWith("Camel") || SHOWN.contains(name);
            if (shown && value != null && !value.equals("")) {
                headers.put(name, name.equalsIgnoreCase("Authorization") ? "(set)" : String.valueOf(value));
            }
        });
        sent.add(new Trial.Sent(to, headers, body(exchange)));
        if (to.startsWith("http")) {
            exchange.getMessage().removeHeaders("*");
            exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, answer);
            exchange.getMessage().setBody("");
        }
    }

    /** What a mapping made, as if it were sent. */
    void made(String mapping, Exchange exchange) {
        sent.add(new Trial.Sent(mapping, Map.of(), body(exchange)));
    }

    private static Map<String, String> state(Exchange exchange) {
        Map<String, String> state = new TreeMap<>();
        exchange.getVariables().forEach((name, value) -> {
            // Camel keeps the headers beside what a step has received
            if (!name.startsWith("header:")) {
                state.put("variable " + name, String.valueOf(value));
            }
        });
        exchange.getMessage()
                .getHeaders()
                .forEach((name, value) -> state.put(
                        "header " + name, name.equalsIgnoreCase("Authorization") ? "(set)" : String.valueOf(value)));
        state.put("body", body(exchange));
        return state;
    }

    private static String body(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        if (body == null) {
            return "";
        }
        return body instanceof byte[] bytes
                ? new String(bytes, StandardCharsets.UTF_8)
                : body instanceof String text ? text : "a " + body.getClass().getSimpleName();
    }

    private static List<String> changes(Map<String, String> before, Map<String, String> after) {
        List<String> changes = new ArrayList<>();
        after.forEach((name, value) -> {
            if (!value.equals(before.get(name))) {
                changes.add(name + " = " + value);
            }
        });
        before.keySet().stream()
                .filter(name -> !after.containsKey(name))
                .forEach(name -> changes.add(name + " is gone"));
        return changes;
    }
}
