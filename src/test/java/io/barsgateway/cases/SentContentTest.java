package io.barsgateway.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.MessageBundle;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the next change of a case that we sent goes on from. */
class SentContentTest {

    private static ObjectNode bundle() {
        return JsonNodeFactory.instance.objectNode().put("resourceType", "Bundle");
    }

    private static ObjectNode add(ObjectNode bundle, String fullUrl, String type, String status) {
        ObjectNode entry = bundle.withArray("entry").addObject().put("fullUrl", fullUrl);
        return entry.putObject("resource").put("resourceType", type).put("status", status);
    }

    private static String status(MessageBundle content, String type) {
        return content.first(type)
                .map(entry -> entry.resource().path("status").asText())
                .orElse("");
    }

    @Test
    void an_update_decides_the_content_and_the_receiver_the_id() {
        ObjectNode taken = bundle();
        add(taken, "urn:uuid:h1", "MessageHeader", "new");
        add(taken, "urn:uuid:a", "Flag", "active").put("id", "theirs");
        add(taken, "urn:uuid:b", "Encounter", "planned").put("id", "encounter");
        ObjectNode first = bundle();
        add(first, "urn:uuid:h2", "MessageHeader", "first");
        add(first, "URN:UUID:A", "Flag", "inactive").put("id", "ours");
        ObjectNode second = bundle();
        add(second, "urn:uuid:h3", "MessageHeader", "second");
        add(second, "urn:uuid:c", "Location", "active");

        MessageBundle content =
                SentContent.of(MessageBundle.of(taken), List.of(MessageBundle.of(first), MessageBundle.of(second)));

        assertThat(content.entries()).hasSize(4);
        assertThat(status(content, "MessageHeader")).isEqualTo("second");
        assertThat(status(content, "Flag")).isEqualTo("inactive");
        assertThat(status(content, "Encounter")).isEqualTo("planned");
        assertThat(status(content, "Location")).isEqualTo("active");
        assertThat(content.first("Flag").orElseThrow().resource().path("id").asText())
                .isEqualTo("theirs");
        assertThat(taken.at("/entry/1/resource/status").asText())
                .as("what was taken stays as it is")
                .isEqualTo("active");
    }
}
