package io.barsgateway.cli.duty;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.cli.reach.Operator;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fhir.identity.NhsNumber;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bars find}: what happened to a message, or what is held about a patient. */
@Command(
        name = "find",
        description = {
            "Tells what happened to a referral, validation or booking: what came, what was answered, delivered and sent, what waits and why.",
            "By its reference (any case, with or without the dash), or by an X-Request-Id, X-Correlation-Id, Bundle.id or message id.",
            "Exit 0 where something was found, else 1."
        })
public final class FindCommand implements Callable<Integer> {

    @Mixin
    private Operator operator = new Operator();

    @Parameters(arity = "0..1", paramLabel = "ID", description = "A reference such as K7QF2-M9T3A, or a UUID")
    private Optional<String> id = Optional.empty();

    @Option(
            names = "--patient",
            description =
                    "Asks for an NHS number, or for name, birth date and postcode, and for a reason, which the audit keeps."
                            + " They are read from here and are never part of the command line")
    private boolean patient;

    @Option(names = "--reads", description = "Also who read it")
    private boolean reads;

    @Option(names = "--json", description = "The answer as it came")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        if (patient == id.isPresent()) {
            throw new IllegalArgumentException("name a reference or an id, or say --patient");
        }
        if (id.filter(text -> NhsNumber.is(text.replace(" ", "").replace("-", "")))
                .isPresent()) {
            throw new IllegalArgumentException(
                    "that is an NHS number, which others on this machine can see in a command line: say"
                            + " --patient, and it is asked for");
        }
        JsonNode found = patient
                ? operator.tell("find", asked())
                : operator.ask("find?id=" + URLEncoder.encode(id.orElse(""), StandardCharsets.UTF_8));
        if (json) {
            System.out.println(new String(FhirJson.write(found), StandardCharsets.UTF_8));
        } else {
            print(found);
        }
        return found.path("cases").isEmpty() && found.path("refused").isEmpty() ? 1 : 0;
    }

    private static ObjectNode asked() throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        String number = answer(in, "NHS number (empty: by name, birth date and postcode)");
        if (number.isEmpty()) {
            body.put("name", answer(in, "Name"));
            String birthDate = answer(in, "Birth date (as 1961-02-03)");
            while (!birthDate.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}") && !birthDate.isEmpty()) {
                birthDate = answer(in, "Write the birth date as 1961-02-03");
            }
            body.put("birthDate", birthDate);
            body.put("postcode", answer(in, "Postcode"));
        } else {
            body.put("nhsNumber", number);
        }
        return body.put("reason", answer(in, "Why do you ask (kept in the audit)"));
    }

    private static String answer(BufferedReader in, String question) throws IOException {
        System.err.print(question + ": ");
        System.err.flush();
        String line = in.readLine();
        return line == null ? "" : line.strip();
    }

    private void print(JsonNode found) {
        Instant now = Clock.systemUTC().instant();
        if (found.path("cases").size() > 1) {
            System.out.println(found.path("cases").size() + " cases, the newest first");
            found.path("cases").forEach(one -> System.out.println("  " + TimelineText.summary(one)));
            System.out.println();
        }
        for (JsonNode one : found.path("cases")) {
            System.out.println(TimelineText.head(one));
            System.out.println("  ours " + one.path("service").asText() + ", theirs "
                    + one.path("counterpart").asText() + ", correlation id "
                    + one.path("correlationId").asText());
            TimelineText.lines(one.path("timeline"), reads).forEach(line -> System.out.println("  " + line));
            if (one.path("waits").isEmpty()) {
                System.out.println("  nothing of it waits");
            }
            one.path("waits")
                    .forEach(item -> WorkText.lines(item, now).forEach(line -> System.out.println("  waits: " + line)));
            System.out.println();
        }
        for (JsonNode request : found.path("refused")) {
            System.out.println(TimelineText.refused(request));
        }
        if (found.path("cases").isEmpty() && found.path("refused").isEmpty()) {
            System.out.println("not found");
            found.path("searched").forEach(text -> System.out.println("  searched: " + text.asText()));
            found.path("notSearched").forEach(text -> System.out.println("  not searched: " + text.asText()));
        }
        if (found.path("more").asBoolean()) {
            System.out.println("there are more cases than are shown");
        }
    }
}
