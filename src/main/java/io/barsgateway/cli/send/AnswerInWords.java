package io.barsgateway.cli.send;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Tree;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.form.AnyForm;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What a gateway answered to a message, in a line for a person; more lines only where several things are wrong. */
final class AnswerInWords {

    private AnswerInWords() {}

    static String of(int status, String body) {
        List<String> issues = issues(body);
        if (status / 100 == 2) {
            return status + " accepted"
                    + reference(body)
                            .map(given -> ", reference " + given)
                            .or(() -> booked(body).map(given -> ", Appointment/" + given))
                            .orElse("");
        }
        if (issues.isEmpty()) {
            return status + " without an OperationOutcome: something on the way answered, not the gateway";
        }
        String said = status == 409 && isDuplicate(body) ? " duplicate: it was taken before" : " refused";
        return status + said + (issues.size() == 1 ? ": " : ":\n  ") + String.join("\n  ", issues);
    }

    /** What a Sender does next; empty where nothing is left to do. */
    static Optional<String> next(int status) {
        return switch (status) {
            case 408 ->
                Optional.of(
                        "nobody can say whether it was taken: send it again under the same ids, as --patience 60 does");
            case 425, 429, 503 ->
                Optional.of("it was not taken: send it again under the same ids, as --patience 60 does");
            default -> Optional.empty();
        };
    }

    /** Of our own Encounter, which is planned; a message that opens no case is answered without one. */
    static Optional<String> reference(String body) {
        return parsed(body).flatMap(answer -> MessageBundle.of(answer).all("Encounter").stream()
                .filter(entry -> Tree.text(entry.resource(), "status")
                        .filter("planned"::equals)
                        .isPresent())
                .flatMap(entry -> Tree.list(entry.resource(), "identifier").stream())
                .flatMap(identifier -> Tree.text(identifier, "value").stream())
                .findFirst());
    }

    /** The id that the Receiver gave the Appointment of a booking. */
    static Optional<String> booked(String body) {
        return parsed(body)
                .flatMap(answer -> MessageBundle.of(answer).first("Appointment"))
                .flatMap(entry -> Tree.text(entry.resource(), "id"));
    }

    private static boolean isDuplicate(String body) {
        return parsed(body)
                .filter(answer ->
                        answer.path("issue").path(0).path("code").asText().equals("duplicate"))
                .isPresent();
    }

    private static List<String> issues(String body) {
        return parsed(body).stream()
                .flatMap(answer -> Tree.list(answer, "issue").stream())
                .map(issue -> (issue.at("/details/coding/0/code").asText() + " "
                                        + issue.path("code").asText())
                                .strip()
                        + " - "
                        + issue.path("diagnostics").asText())
                .toList();
    }

    private static Optional<JsonNode> parsed(String body) {
        try {
            return Optional.of(AnyForm.read(body.getBytes(StandardCharsets.UTF_8)));
        } catch (Fault notFhir) {
            return Optional.empty();
        }
    }
}
