package io.barsgateway.outbox.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fhir.form.FhirXml;
import io.barsgateway.fhir.form.Format;
import io.barsgateway.fixture.Messages;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A case that nothing has changed is kept as its first message and what differs from that. */
class CaseContentTest {

    private static MessageBundle opening() {
        return MessageBundle.of(Messages.referral());
    }

    /** As it is accepted: ids of ours on every resource but the MessageHeader, and an Encounter of ours. */
    private static MessageBundle accepted(MessageBundle opening) {
        ObjectNode tree = opening.copy().tree();
        int number = 0;
        for (var entry : tree.path("entry")) {
            ObjectNode resource = (ObjectNode) entry.path("resource");
            if (!resource.path("resourceType").asText().equals("MessageHeader")) {
                ObjectNode rest = resource.deepCopy();
                resource.removeAll();
                resource.put("resourceType", rest.path("resourceType").asText());
                resource.put("id", "00000000-0000-4000-8000-00000000000" + number++ % 10);
                rest.remove("id");
                resource.setAll(rest);
            }
        }
        ObjectNode added = tree.withArray("entry").addObject().put("fullUrl", "urn:uuid:ours");
        added.putObject("resource")
                .put("resourceType", "Encounter")
                .put("id", "ours")
                .put("status", "planned");
        return MessageBundle.of(tree);
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void it_is_read_as_it_was_accepted(Format format) {
        byte[] stored = format == Format.XML
                ? FhirXml.write(opening().tree())
                : FhirJson.write(opening().tree());
        MessageBundle message = MessageBundle.of(format == Format.XML ? FhirXml.read(stored) : FhirJson.read(stored));
        MessageBundle accepted = accepted(message);

        String differs = CaseContent.difference(message, accepted).orElseThrow();

        assertThat(new String(
                        FhirJson.write(CaseContent.of(stored, format, differs).tree()), StandardCharsets.UTF_8))
                .isEqualTo(new String(FhirJson.write(accepted.tree()), StandardCharsets.UTF_8));
        assertThat(differs).hasSizeLessThan(stored.length / 4);
    }

    @Test
    void more_than_an_id_that_differs_is_kept_whole() {
        MessageBundle accepted = accepted(opening());
        accepted.first("Patient").orElseThrow().resource().put("gender", "other");

        assertThat(CaseContent.difference(opening(), accepted)).isEmpty();
    }

    @Test
    void an_entry_that_is_missing_is_kept_whole() {
        ObjectNode fewer = opening().copy().tree();
        fewer.withArray("entry").remove(1);

        assertThat(CaseContent.difference(opening(), MessageBundle.of(fewer))).isEmpty();
    }

    @Test
    void another_envelope_is_kept_whole() {
        ObjectNode other = opening().copy().tree();
        other.put("timestamp", "2026-01-01T00:00:00Z");

        assertThat(CaseContent.difference(opening(), MessageBundle.of(other))).isEmpty();
    }

    @Test
    void a_case_with_a_lost_id_or_renamed_entry_is_kept_whole() {
        ObjectNode lost = accepted(opening()).tree();
        ((ObjectNode) lost.path("entry").path(1).path("resource")).remove("id");
        ObjectNode moved = accepted(opening()).tree();
        ((ObjectNode) moved.path("entry").path(1)).put("fullUrl", "urn:uuid:moved");

        assertThat(CaseContent.difference(accepted(opening()), MessageBundle.of(lost)))
                .isEmpty();
        assertThat(CaseContent.difference(opening(), MessageBundle.of(moved))).isEmpty();
    }
}
