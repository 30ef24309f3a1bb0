package io.barsgateway.cli.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.fhir.form.FhirJson;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditTextTest {

    private static JsonNode event(String json) {
        return FhirJson.read(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_table_that_is_cut_says_how_to_read_on() {
        List<JsonNode> page = Collections.nCopies(5000, event("{\"id\":\"7001\"}"));

        assertThat(AuditText.rest(page, "K7QF2-M9T3A"))
                .contains("the table ends after 5,000 events; bars audit export --case K7QF2-M9T3A --after 7001"
                        + " has those behind them");
        assertThat(AuditText.rest(page.subList(1, 5000), "K7QF2-M9T3A")).isEmpty();
    }

    @Test
    void each_event_is_a_line_in_the_order_of_time() {
        List<String> table = AuditText.table(List.of(event("""
                        {"resourceType":"AuditEvent","type":{"display":"delivery"},"recorded":"2026-03-01T10:00:01Z",
                         "outcomeDesc":"set aside NEW_REFERRAL","agent":[{"who":{"display":""}}],"entity":[{"detail":[]}]}"""), event("""
                        {"resourceType":"AuditEvent","type":{"display":"request"},"recorded":"2026-03-01T10:00:00.120Z",
                         "outcomeDesc":"accepted","agent":[{"who":{"display":"proxy.test"},"network":{"address":"10.0.0.1"}}],
                         "entity":[{"detail":[{"type":"request_id","valueString":"c1ab"},{"type":"sha256","valueString":"00ff"},
                                              {"type":"detail","valueString":"NEW_REFERRAL"}]}]}""")));

        assertThat(table)
                .containsExactly(
                        "WHEN                      WHAT      OUTCOME                 WHO         FROM      REQUEST  DETAIL",
                        "2026-03-01T10:00:00.120Z  request   accepted                proxy.test  10.0.0.1  c1ab     NEW_REFERRAL",
                        "2026-03-01T10:00:01Z      delivery  set aside NEW_REFERRAL  -           -         -        -");
    }
}
