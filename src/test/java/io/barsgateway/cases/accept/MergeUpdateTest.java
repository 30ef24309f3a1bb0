package io.barsgateway.cases.accept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.cases.CaseState;
import io.barsgateway.cases.CaseState.Status;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fixture.Coded;
import io.barsgateway.fixture.Messages;
import io.barsgateway.message.SceneSafety;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MergeUpdateTest {

    private final CaseState held =
            new CaseState(UUID.randomUUID(), "REF", Status.OPEN, "", MessageBundle.of(Messages.validation()));

    private static void stamp(ObjectNode resource, String time) {
        ((ObjectNode) resource.path("meta")).put("lastUpdated", time);
    }

    private MessageBundle merge(ObjectNode update) {
        return MergeUpdate.merge(held, MessageBundle.of(update), false);
    }

    @Test
    void a_later_entry_replaces() {
        ObjectNode update = Messages.validation();
        ObjectNode flag = Messages.resource(update, "Flag");
        stamp(flag, "2026-11-20T10:00:00+00:00");
        flag.put("status", "inactive");

        assertThat(merge(update)
                        .first("Flag")
                        .orElseThrow()
                        .resource()
                        .path("status")
                        .asText())
                .isEqualTo("inactive");
    }

    @Test
    void an_entry_changed_under_the_same_stamp_replaces_too() {
        ObjectNode update = Messages.validation();
        Messages.resource(update, "Flag").put("status", "inactive");

        assertThat(merge(update)
                        .first("Flag")
                        .orElseThrow()
                        .resource()
                        .path("status")
                        .asText())
                .isEqualTo("inactive");
    }

    @Test
    void an_older_entry_with_other_content_refuses_the_whole_message() {
        ObjectNode update = Messages.validation();
        ObjectNode flag = Messages.resource(update, "Flag");
        stamp(flag, "2020-01-01T00:00:00+00:00");
        flag.put("status", "inactive");

        assertThatThrownBy(() -> merge(update)).isInstanceOf(Fault.class).hasMessageContaining("Flag");
    }

    @Test
    void an_older_entry_that_says_the_same_changes_nothing() {
        ObjectNode update = Messages.validation();
        stamp(Messages.resource(update, "Flag"), "2020-01-01T00:00:00+00:00");

        assertThat(merge(update).tree()).isEqualTo(held.merged().tree());
    }

    @Test
    void a_new_entry_is_added_and_what_the_update_leaves_out_stays() {
        ObjectNode update = Messages.validation();
        ObjectNode added = update.withArray("entry").addObject();
        added.put("fullUrl", "urn:uuid:99999999-0000-4000-8000-000000000000");
        added.putObject("resource").put("resourceType", "Observation").put("status", "final");
        ((com.fasterxml.jackson.databind.node.ArrayNode) update.path("entry")).remove(9);

        MessageBundle merged = merge(update);

        assertThat(merged.entries()).hasSize(held.merged().entries().size() + 1);
        assertThat(merged.first("Observation")).isPresent();
    }

    @Test
    void the_tool_refuses_an_older_entry_even_when_nothing_else_changed() {
        ObjectNode update = Messages.validation();
        stamp(Messages.resource(update, "Patient"), "2020-01-01T00:00:00+00:00");

        assertThat(MergeUpdate.merge(held, MessageBundle.of(update), false).entries())
                .hasSameSizeAs(held.merged().entries());
        assertThatThrownBy(() -> MergeUpdate.merge(held, MessageBundle.of(update), true))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("Patient.meta.lastUpdated");
    }

    private static final String NEW = "urn:uuid:99999999-0000-4000-8000-000000000000";

    /** The same resource under another name, as some peers send an update. */
    private static ObjectNode renamed(ObjectNode update, String type) {
        for (JsonNode entry : update.path("entry")) {
            if (entry.path("resource").path("resourceType").asText().equals(type)) {
                ((ObjectNode) entry).put("fullUrl", NEW);
                return (ObjectNode) entry.path("resource");
            }
        }
        throw new AssertionError(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CarePlan", "Location", "Flag", "Encounter"})
    void what_a_definition_has_once_is_not_doubled_under_a_new_name(String type) {
        ObjectNode update = Messages.validation();
        renamed(update, type).put("implicitRules", "urn:changed");

        MessageBundle merged = merge(update);

        assertThat(merged.all(type))
                .hasSize(held.merged().all(type).size())
                .anySatisfy(entry -> assertThat(entry.fullUrl()).isEqualTo(NEW))
                .allSatisfy(entry -> assertThat(entry.fullUrl())
                        .isNotEqualTo(held.merged().first(type).orElseThrow().fullUrl()));
    }

    @Test
    void a_scene_is_not_shown_as_safe_because_of_an_older_flag() {
        ObjectNode update = Messages.validation();
        ObjectNode unsafe = renamed(update, "Flag");
        stamp(unsafe, "2026-11-20T10:00:00+00:00");
        unsafe.putObject("code").put("text", "a weapon on scene");

        List<Entry> flags = merge(update).all("Flag");

        assertThat(flags).singleElement().satisfies(flag -> assertThat(SceneSafety.isSafeBy(flag))
                .isFalse());
        ObjectNode late = Messages.validation();
        stamp(renamed(late, "Flag"), "2020-01-01T00:00:00+00:00");
        assertThatThrownBy(() -> merge(late)).isInstanceOf(Fault.class).hasMessageContaining("Flag");
    }

    @Test
    void several_flags_of_one_update_and_other_flags_all_stay() {
        ObjectNode update = Messages.validation();
        ObjectNode flag = renamed(update, "Flag").deepCopy();
        ObjectNode second = update.withArray("entry").addObject();
        second.put("fullUrl", NEW.replace("9999-0000", "9999-1111"));
        second.set("resource", flag);
        ObjectNode other = update.withArray("entry").addObject();
        other.put("fullUrl", NEW.replace("9999-0000", "9999-2222"));
        ObjectNode safeguarding = flag.deepCopy();
        Coded.coding(safeguarding.path("category")).put("code", "SG");
        other.set("resource", safeguarding);

        assertThat(merge(update).all("Flag")).hasSize(3);
    }
}
