package io.barsgateway.deliver.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.form.Format;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.Published;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Nothing of a message is lost: each of its values is in the view, or in the view's list of what it does not carry. */
class CompleteViewTest {

    private static Map<String, ObjectNode> own() {
        Map<String, ObjectNode> own = new LinkedHashMap<>();
        own.put("own referral", Messages.referral());
        own.put("own validation", Messages.validation());
        own.put("own validation as referral", Messages.validationAsReferral());
        own.put("own booking", Messages.booking());
        own.put("own update", Messages.because("update", Messages.validation()));
        ObjectNode cancel = Messages.because("update", Messages.referral());
        Messages.resource(cancel, "ServiceRequest")
                .put("status", "revoked")
                .putArray("reasonCode")
                .addObject()
                .put("text", "No longer needed");
        own.put("own cancel", cancel);
        ObjectNode noBooking = Messages.because("update", Messages.booking());
        Messages.resource(noBooking, "Appointment")
                .put("status", "cancelled")
                .putObject("cancelationReason")
                .put("text", "The patient asked");
        own.put("own cancel of a booking", noBooking);
        own.put("own interim response", Responses.interim());
        own.put("own full response", Responses.full());
        own.put("own rejection", Responses.rejection());
        return own;
    }

    @Test
    void every_value_of_our_own_messages_is_carried_or_listed() {
        own().forEach(CompleteViewTest::isWhole);
    }

    @Test
    void each_text_is_either_in_the_view_or_listed_as_not_carried() {
        own().forEach(CompleteViewTest::isHonest);
    }

    @Test
    void every_published_message_is_carried_or_listed() throws IOException {
        List<String> rows = new ArrayList<>();
        own().forEach((name, message) -> rows.add(isWhole(name, message)));
        for (Path file : Published.messages()) {
            String name = file.getFileName().toString();
            rows.add(isWhole(name, Published.read(file)));
            isHonest(name, Published.read(file));
        }
        Path table = Path.of("target/view.md");
        Files.createDirectories(table.getParent());
        Files.writeString(table, """
                # Every message as the view

                | message | means | view | values | carried | listed | lost |
                |---|---|---|---|---|---|---|
                """ + String.join("\n", rows) + "\n");
    }

    /** In either format; answers the row of the table. */
    private static String isWhole(String name, ObjectNode message) {
        Map<String, JsonNode> elements = Elements.of(message);
        ObjectNode view = view(message, Format.JSON);
        assertThat(Views.objections(view)).as(name).isEmpty();
        List<String> lost = Elements.lost(elements, view);
        assertThat(lost).as("lost of " + name).isEmpty();
        int listed = 0;
        for (JsonNode left : view.path("notCarried")) {
            String element = left.path("element").asText();
            long below = elements.keySet().stream()
                    .filter(path -> Elements.isBelow(path, element))
                    .count();
            assertThat(left.path("values").asLong()).as(name + " " + element).isEqualTo(below);
            listed += left.path("values").asInt();
        }
        assertThat(Set.copyOf(Elements.listed(view)))
                .as(name + " lists nothing twice")
                .hasSize(view.path("notCarried").size());
        assertThat(Elements.listed(view(message, Format.XML)))
                .as(name + " as XML")
                .isEqualTo(Elements.listed(view));
        return "| " + name + " | " + view.path("meaning").asText() + " | valid | " + elements.size() + " | "
                + (elements.size() - listed - lost.size()) + " | " + listed + " | " + lost.size() + " |";
    }

    private static void isHonest(String name, ObjectNode message) {
        ObjectNode marked = Elements.marked(message);
        for (Format format : Format.values()) {
            ObjectNode view = view(marked, format);
            List<String> listed = Elements.listed(view);
            String shown = view.deepCopy().without("notCarried").toString();
            List<String> both = new ArrayList<>();
            Elements.of(marked).forEach((path, value) -> {
                if (Elements.isMarker(value)) {
                    boolean isListed = listed.stream().anyMatch(one -> Elements.isBelow(path, one));
                    if (isListed == shown.contains("\"" + value.textValue() + "\"")) {
                        both.add(path + (isListed ? " is in the view and listed" : " is lost"));
                    }
                }
            });
            assertThat(both).as(name + " in " + format).isEmpty();
            assertThat(listed).as(name).anyMatch(one -> one.endsWith(".notOfFhir"));
            assertThat(Views.objections(view)).as(name + " in " + format).isEmpty();
        }
    }

    private static ObjectNode view(ObjectNode message, Format format) {
        return Views.of(meaning(message), message, format);
    }

    /** What it means, as far as the view tells one from another. */
    private static String meaning(ObjectNode message) {
        JsonNode header = message.at("/entry/0/resource");
        String event = header.at("/eventCoding/code").asText();
        boolean update = header.at("/reason/coding/0/code").asText().equals("update");
        String statuses = message.findValuesAsText("status").toString();
        if (event.equals("booking-request")) {
            return statuses.contains("cancelled") ? "CANCEL_BOOKING" : "NEW_BOOKING";
        }
        if (event.equals("servicerequest-response")) {
            String definition = header.path("definition").asText();
            if (statuses.contains("cancelled")) {
                return "REJECTION";
            }
            return definition.endsWith("interim")
                    ? "INTERIM_RESPONSE"
                    : definition.endsWith("full")
                            ? "FULL_RESPONSE"
                            : statuses.contains("noshow") ? "SAFEGUARDING_DNA" : "STATUS_RESPONSE";
        }
        if (statuses.contains("revoked")
                || header.at("/reason/coding/0/code").asText().equals("delete")) {
            return "CANCEL";
        }
        if (update) {
            return "UPDATE";
        }
        return message.findValuesAsText("code").contains("validation") ? "NEW_VALIDATION" : "NEW_REFERRAL";
    }
}
