package io.barsgateway.deliver.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.form.Format;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.RowSample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing of a message is lost: each of its values is in the view, or in the view's list of what it does not carry. */
class CompleteViewTest {

    /** A message, and what it means as far as the view tells one from another. */
    record Viewed(String name, String meaning, ObjectNode message) {

        @Override
        public String toString() {
            return name;
        }
    }

    /** The shipped samples and what is made of them, then a message of each row of the standard that is not refused. */
    static Stream<Viewed> own() {
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
        return Stream.concat(
                own.entrySet().stream().map(one -> new Viewed(one.getKey(), meaning(one.getValue()), one.getValue())),
                Stream.of(RowSample.values())
                        .flatMap(row -> row
                                .meaning()
                                .map(meaning -> new Viewed(row.row() + " " + row.file(), meaning.name(), row.message()))
                                .stream()));
    }

    @ParameterizedTest
    @MethodSource("own")
    void every_value_of_our_own_messages_is_carried_or_listed(Viewed viewed) {
        isWhole(viewed);
    }

    @ParameterizedTest
    @MethodSource("own")
    void each_text_is_either_in_the_view_or_listed_as_not_carried(Viewed viewed) {
        isHonest(viewed);
    }

    /** In either format; answers the row of the table. */
    static String isWhole(Viewed viewed) {
        String name = viewed.name();
        Map<String, JsonNode> elements = Elements.of(viewed.message());
        ObjectNode view = Views.of(viewed.meaning(), viewed.message(), Format.JSON);
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
        assertThat(Elements.listed(Views.of(viewed.meaning(), viewed.message(), Format.XML)))
                .as(name + " as XML")
                .isEqualTo(Elements.listed(view));
        return "| " + name + " | " + view.path("meaning").asText() + " | valid | " + elements.size() + " | "
                + (elements.size() - listed - lost.size()) + " | " + listed + " | " + lost.size() + " |";
    }

    static void isHonest(Viewed viewed) {
        ObjectNode marked = Elements.marked(viewed.message());
        for (Format format : Format.values()) {
            ObjectNode view = Views.of(viewed.meaning(), marked, format);
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
            assertThat(both).as(viewed + " in " + format).isEmpty();
            assertThat(listed).as(viewed.name()).anyMatch(one -> one.endsWith(".notOfFhir"));
            assertThat(Views.objections(view)).as(viewed + " in " + format).isEmpty();
        }
    }

    /** What it means, as far as the view tells one from another. */
    static String meaning(ObjectNode message) {
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
