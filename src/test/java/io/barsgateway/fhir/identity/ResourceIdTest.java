package io.barsgateway.fhir.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What names a resource in an address. */
class ResourceIdTest {

    @ParameterizedTest
    @ValueSource(strings = {"236bb75d-90ef-461f-b71e-fde7f899802c", "1", "A.b-9"})
    void an_id_of_fhir_is_kept(String id) {
        assertThat(ResourceId.of(JsonNodeFactory.instance.objectNode().put("id", id)))
                .contains(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{{bars.store.password}}", "a/b", "a?b", "../x", "a b", "a%2Fb", "${env:HOME}", "a_b"})
    void anything_else_is_none(String id) {
        assertThat(ResourceId.of(JsonNodeFactory.instance.objectNode().put("id", id)))
                .isEmpty();
    }
}
