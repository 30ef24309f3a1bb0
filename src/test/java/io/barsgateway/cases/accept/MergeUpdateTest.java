package io.barsgateway.cases.accept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.cases.CaseState;
import io.barsgateway.cases.CaseState.Status;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fixture.Messages;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MergeUpdateTest {

    private final CaseState held =
            new CaseState(UUID.randomUUID(), "REF", Status.OPEN, "", MessageBundle.of(Messages.validation()));

    private static void stamp(ObjectNode resource, String time) {
        ((ObjectNode) resource.path("meta")).put("lastUpdated", time);
    }

    private MessageBundle merge(ObjectNode update) {
        return MergeUpdate.merge(held, MessageBundle.of(update));
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
}
