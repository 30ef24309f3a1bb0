package io.barsgateway.answer;

import io.barsgateway.fhir.Original;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fixture.Composed;
import io.barsgateway.fixture.Properties;
import io.barsgateway.message.Recognition;
import io.barsgateway.receive.Request;
import io.barsgateway.receive.service.ServicesProperties;
import io.barsgateway.receive.tenant.Tenants;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswerMetadataTest {

    private static void isStated(String name, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "bars.services[0].id", "2000099999",
                "bars.services[0].use-cases", "a4t1",
                "bars.services[0].versions", "all"));
        settings.putAll(more);
        Tenants tenants = new Tenants(Properties.bind("bars", ServicesProperties.class, settings));
        Answer answer = new AnswerMetadata(tenants, Recognition.load())
                .answer(new Request("/metadata", Map.of(), Map.of(), new Original(new byte[0])));
        Composed.isAsBefore(name, FhirJson.read(answer.body().bytes()));
    }

    @Test
    void a_service_without_a_diary_has_no_slots() {
        isStated("capability-statement", Map.of());
    }

    @Test
    void a_service_with_a_diary_has_slots_to_search_for() {
        isStated("capability-statement-with-slots", Map.of("bars.services[0].slots", "generated"));
    }
}
