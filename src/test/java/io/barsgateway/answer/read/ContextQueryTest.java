package io.barsgateway.answer.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.message.Recognition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a search for MessageDefinitions asks for, in each form that Senders write it. */
class ContextQueryTest {

    private static final String DOS = "https://fhir.nhs.uk/Id/dos-service-id";
    private static final Recognition RECOGNITION = Recognition.load();

    private static ContextQuery read(String... contexts) {
        return ContextQuery.of(Map.of("context", List.of(contexts)), RECOGNITION);
    }

    private static void assertRefused(FaultCode code, String words, String... contexts) {
        assertThatThrownBy(() -> read(contexts)).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.diagnostics()).isEqualTo(words);
            assertThat(fault.code()).isEqualTo(code);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "2000099999",
        DOS + "|2000099999",
        "https://fhir.nhs.uk/Id/ers-dos-service-id|2000099999",
        "HTTPS://FHIR.NHS.UK/Id/DOS-ID|2000099999"
    })
    void a_service_is_named_by_its_id_or_with_its_system(String context) {
        assertThat(read(context)).isEqualTo(new ContextQuery(Optional.of("2000099999"), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a1t1", "A1T1", " a1t1 ", Systems.USE_CASES + "|a1t1"})
    void a_use_case_is_named_by_its_code_or_with_its_system(String context) {
        assertThat(read(context)).isEqualTo(new ContextQuery(Optional.empty(), Optional.of("a1t1")));
    }

    @Test
    void a_use_case_without_digits_is_known_by_its_name() {
        assertThat(read("referraltopharmacy").useCase()).contains("referraltopharmacy");
    }

    @Test
    void an_unknown_code_shaped_like_a_use_case_counts_as_one() {
        assertThat(read("a99t99").useCase()).contains("a99t99");
    }

    @Test
    void service_and_use_case_come_in_either_order() {
        ContextQuery both = new ContextQuery(Optional.of("2000099999"), Optional.of("a1t1"));
        assertThat(read("2000099999", "a1t1")).isEqualTo(both);
        assertThat(read("a1t1", "2000099999")).isEqualTo(both);
    }

    @Test
    void one_value_may_hold_the_second_parameter_whole() {
        assertThat(read(DOS + "|2000099999&context=" + Systems.USE_CASES + "|a1t1"))
                .isEqualTo(new ContextQuery(Optional.of("2000099999"), Optional.of("a1t1")));
    }

    @Test
    void a_search_without_context_is_refused() {
        assertRefused(FaultCode.REQUIRED, "The parameter context is missing");
        assertRefused(FaultCode.REQUIRED, "The parameter context is missing", "  ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"clinic", "https://example.org/Id|2000099999", DOS + "|", "&context=a1t1", "|a1t1"})
    void what_is_neither_is_refused(String context) {
        assertRefused(
                FaultCode.VALUE,
                "The parameter context is neither a service id nor a use case, as system|value",
                context);
    }

    @Test
    void the_same_context_twice_is_one() {
        assertThat(read("2000099999", DOS + "|2000099999").service()).contains("2000099999");
        assertThat(read("a1t1", "A1T1").useCase()).contains("a1t1");
    }

    @Test
    void two_services_or_two_use_cases_are_refused() {
        assertRefused(FaultCode.VALUE, "The parameter context names two service ids", "2000099999", "2000088888");
        assertRefused(FaultCode.VALUE, "The parameter context names two use cases", "a1t1", "2000099999", "a4t1");
    }
}
