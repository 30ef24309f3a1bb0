package io.barsgateway.answer.read;

import io.barsgateway.fhir.Original;
import io.barsgateway.fixture.Composed;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.Tenants;
import io.barsgateway.message.Recognition;
import io.barsgateway.receive.Request;
import io.barsgateway.receive.service.Tenant;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a service says of the messages that it takes. */
class FindDefinitionsTest {

    private final FindDefinitions find =
            new FindDefinitions(Recognition.load(), Clock.fixed(Instant.parse("2026-11-20T09:00:00Z"), ZoneOffset.UTC));

    private void isFound(String name, Tenant tenant) {
        Request request = new Request(
                "/MessageDefinition",
                Map.of(),
                Map.of("context", List.of(tenant.id().toString())),
                new Original(new byte[0]));
        Composed.isAsBeforeButForIds(name, find.find(request, tenant));
    }

    @Test
    void the_definitions_of_a_use_case_are_as_recorded() {
        isFound("definitions", Tenants.with(Map.of("id", FarSide.ANY, "use-cases", "a4t1")));
    }

    @Test
    void the_tool_finds_the_service_in_the_old_place_too() {
        isFound(
                "definitions-of-tool",
                Tenants.with(Map.of("use-cases", "a1t1", "versions", "1.1.0", "conformance", "tkw")));
    }
}
