package io.barsgateway.cli.duty;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.cli.reach.Operator;
import io.barsgateway.fhir.form.FhirJson;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bars work}: what is not done. */
@Command(
        name = "work",
        description = {
            "Lists what is not delivered or sent yet, for each service the most urgent first: reference, flags, the patient's call-back, why it is still here, and whom to ring about the service (bars.services[].contact).",
            "Exit 0 where nothing needs a person, 1 where something is set aside, waits for a decision or is overdue."
        })
public final class WorkCommand implements Callable<Integer> {

    @Mixin
    private Operator operator = new Operator();

    @Mixin
    private Filter filter = new Filter();

    @Option(names = "--limit", description = "At most so many (default: ${DEFAULT-VALUE}, at most 500)")
    private int limit = 50;

    @Option(
            names = "--print",
            description =
                    "A list to print, with patients and call-backs and room to write, for when a local system is down")
    private boolean print;

    @Option(names = "--json", description = "The answer as it came")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        JsonNode work = operator.ask("work?" + query());
        if (json) {
            System.out.println(new String(FhirJson.write(work), StandardCharsets.UTF_8));
        } else {
            print(work);
        }
        return needsPerson(work) ? 1 : 0;
    }

    private String query() {
        List<String> parts = new ArrayList<>(List.of("people=true", "limit=" + limit));
        filter.named().forEach((name, text) -> parts.add(name + "=" + escaped(text)));
        return String.join("&", parts);
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private void print(JsonNode work) {
        Instant now = Instant.parse(work.path("at").asText());
        if (print) {
            System.out.println(
                    "Work that is not done, as of " + now + ". Names and telephone numbers: keep it, then destroy it.");
        }
        Map<String, List<JsonNode>> services = new LinkedHashMap<>();
        work.path("items")
                .forEach(item -> services.computeIfAbsent(item.path("service").asText(), none -> new ArrayList<>())
                        .add(item));
        services.forEach((name, items) -> {
            System.out.println();
            System.out.println(items.get(0).path("serviceName").asText() + " (" + name.substring(name.indexOf('|') + 1)
                    + ")  " + counts(work, name));
            String contact = items.get(0).path("serviceContact").asText();
            if (!contact.isEmpty()) {
                System.out.println("call: " + contact);
            }
            items.forEach(item -> {
                (print ? WorkText.form(item, now) : WorkText.lines(item, now)).forEach(System.out::println);
                if (print) {
                    System.out.println();
                }
            });
        });
        System.out.println(services.isEmpty() ? nothing(work) : "");
        work.path("paused")
                .forEach(pause ->
                        System.out.println("paused: " + pause.path("service").asText() + " until "
                                + pause.path("until").asText() + " by "
                                + pause.path("owner").asText()));
        if (work.path("more").asBoolean()) {
            System.out.println("there is more: --limit, or --service and --state");
        }
        if (work.hasNonNull("people")) {
            System.out.println(
                    "without patients and call-backs: " + work.path("people").asText());
        }
    }

    /** Of what: the list may be empty for want of a right, or for a filter. */
    private String nothing(JsonNode work) {
        List<String> seen = new ArrayList<>();
        work.path("services").forEach(service -> seen.add(service.asText()));
        long others = work.path("counts")
                .valueStream()
                .mapToLong(count -> count.path("number").asLong())
                .sum();
        String state = filter.named().get("state");
        return "nothing " + (state == null ? "waits" : "is " + State.words(state))
                + (seen.isEmpty() ? "" : " for the services that this credential may see: " + String.join(", ", seen))
                + (others > 0 ? "; " + others + " in another state" : "");
    }

    private static String counts(JsonNode work, String service) {
        List<String> counts = new ArrayList<>();
        for (JsonNode count : work.path("counts")) {
            if (count.path("service").asText().equals(service)) {
                counts.add(count.path("number").asLong() + " "
                        + State.words(count.path("state").asText())
                        + (count.path("kind").asText().equals("send") ? " to be sent" : ""));
            }
        }
        return String.join(", ", counts);
    }

    private static boolean needsPerson(JsonNode work) {
        boolean stands = work.path("counts")
                .valueStream()
                .map(count -> count.path("state").asText())
                .anyMatch(one -> one.equals("SET_ASIDE") || one.equals("DECISION"));
        return stands
                || work.path("items").valueStream().anyMatch(item -> item.path("overdue")
                        .asBoolean());
    }
}
