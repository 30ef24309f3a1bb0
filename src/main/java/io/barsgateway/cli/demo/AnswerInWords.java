package io.barsgateway.cli.demo;

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
                    + reference(body).map(given -> ", reference " + given).orElse("");
        }
        if (issues.isEmpty()) {
            return status + " without an OperationOutcome";
        }
        String said = status == 409 && isDuplicate(body) ? " duplicate: it was taken before" : " refused";
        return status + said + (issues.size() == 1 ? ": " : ":\n  ") + String.join("\n  ", issues);
    }

    /** Of our own Encounter, which is planned; a message that opens no case is answered without one. */
    private static Optional<String> reference(String body) {
        return parsed(body).flatMap(answer -> MessageBundle.of(answer).all("Encounter").stream()
                .filter(entry -> Tree.text(entry.resource(), "status")
                        .filter("planned"::equals)
                        .isPresent())
                .flatMap(entry -> Tree.list(entry.resource(), "identifier").stream())
                .flatMap(identifier -> Tree.text(identifier, "value").stream())
                .findFirst());
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
                .map(issue -> issue.path("code").asText() + " - "
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
