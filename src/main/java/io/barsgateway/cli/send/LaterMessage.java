package io.barsgateway.cli.send;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.Tree;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.local.Objection;
import io.barsgateway.send.request.ComposeChange;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** An update or a cancel of a case, made of the answer that the case had, as its Sender makes it (docs/conformance.md, W2.4, W2.5 and W2.7). */
final class LaterMessage {

    private LaterMessage() {}

    /**
     * A change of a case.
     *
     * @param change the update or the cancel
     * @param answer what the Receiver answered last; it is left as it is
     * @throws IllegalArgumentException in words, where the standard has no such message about such a case
     */
    static JsonNode of(Sample change, ObjectNode answer, Clock clock) {
        MessageBundle held = MessageBundle.of(answer).copy();
        if (change == Sample.UPDATE) {
            refuseWithoutUpdate(held);
        }
        try {
            return new ComposeChange(UUID::randomUUID, clock)
                    .change(held, FhirJson.read(change.bytes()))
                    .tree();
        } catch (Objection e) {
            throw new IllegalArgumentException(
                    "the message of this case has no scene-safety Flag, which the sample changes: write an update of your own,"
                            + " beginning with what bars send --print shows",
                    e);
        }
    }

    private static void refuseWithoutUpdate(MessageBundle held) {
        List<ObjectNode> categories = held.first("ServiceRequest")
                .map(Entry::resource)
                .map(request -> Tree.list(request, "category"))
                .orElse(List.of());
        String useCase = Tree.codeIn(categories, Systems.USE_CASES).orElse("a booking");
        if (!useCase.startsWith("a4") && !useCase.startsWith("a6")) {
            throw new IllegalArgumentException("the standard has no update of " + useCase
                    + ", only of validations (a4) and of calls for a crew (a6): cancel it, and send a new one");
        }
    }
}
