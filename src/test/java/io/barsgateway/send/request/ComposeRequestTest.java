package io.barsgateway.send.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.template.CodeableConcept;
import io.barsgateway.fixture.Messages;
import io.barsgateway.local.Objection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a short change makes of a case. */
class ComposeRequestTest {

    private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");

    private final ComposeRequest compose = Composers.at(NOW);

    private static ObjectNode update() {
        return JsonNodeFactory.instance.objectNode().put("action", "update");
    }

    private static ObjectNode unsafe() {
        ObjectNode wish = update();
        wish.putObject("sceneSafety").put("code", "U");
        return wish;
    }

    private static void flag(ObjectNode message, String category, String code) {
        ObjectNode flag = message.withArray("entry")
                .addObject()
                .put("fullUrl", "urn:uuid:" + UUID.randomUUID())
                .putObject("resource");
        flag.put("resourceType", "Flag");
        flag.putArray("category").add(CodeableConcept.coded(Systems.FLAG_CATEGORY, category));
        flag.set("code", CodeableConcept.coded(Systems.SCENE_SAFETY, code));
    }

    /** A case whose only Flags are these, in that order. */
    private static ObjectNode flagged(String... categories) {
        ObjectNode message = Messages.validation();
        message.withArray("entry")
                .removeIf(entry -> entry.at("/resource/resourceType").asText().equals("Flag"));
        for (String category : categories) {
            flag(message, category, category);
        }
        return message;
    }

    private static List<String> codes(MessageBundle message) {
        return message.all("Flag").stream()
                .map(Entry::resource)
                .map(flag -> flag.at("/code/coding/0/code").asText())
                .toList();
    }

    @Test
    void the_scene_is_changed_and_a_safeguarding_concern_before_it_is_not() {
        MessageBundle changed = compose.change(MessageBundle.of(flagged("SG", "SS")), unsafe());

        assertThat(codes(changed)).containsExactly("SG", "U");
    }

    @Test
    void what_the_case_has_no_place_for_is_refused_and_not_lost() {
        MessageBundle held = MessageBundle.of(flagged("SG"));

        assertThatThrownBy(() -> compose.change(held, unsafe()))
                .isInstanceOfSatisfying(
                        Objection.class,
                        objection -> assertThat(objection.problems().toString()).contains("$.sceneSafety"));
    }

    @Test
    void a_change_is_stamped_later_than_all_that_is_held() {
        ObjectNode held = flagged("SS");
        Messages.resource(held, "Patient").withObject("meta").put("lastUpdated", "2026-11-20T11:00:00.5+01:00");
        Messages.resource(held, "CarePlan").withObject("meta").put("lastUpdated", "2026-11-20T09:30:00Z");

        MessageBundle changed = compose.change(MessageBundle.of(held), unsafe());

        assertThat(changed.first("Flag")
                        .orElseThrow()
                        .resource()
                        .at("/meta/lastUpdated")
                        .asText())
                .isEqualTo("2026-11-20T10:00:00.5010000+00:00");
        assertThat(changed.header().at("/meta/lastUpdated").asText()).isEqualTo("2026-11-20T10:00:00.5010000+00:00");
    }
}
