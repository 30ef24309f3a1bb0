package io.barsgateway.answer.read;

import static io.barsgateway.fixture.SlotSearch.aSlotSearch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.SlotSearch;
import io.barsgateway.fixture.Tenants;
import io.barsgateway.receive.service.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a slot search asks for, and which searches are refused with which words. */
class SlotQueryTest {

    private static final Duration A_DAY = Duration.ofDays(1);
    private static final String SERVICE = "Schedule.actor:HealthcareService";

    private final Tenant guide = Tenants.any();
    private final Tenant tool = Tenants.with(Map.of("conformance", "tkw"));

    private SlotQuery read(SlotSearch search) {
        return SlotQuery.of(search.parameters(), guide, A_DAY);
    }

    private void assertRefused(SlotSearch search, FaultCode code, String words) {
        assertThatThrownBy(() -> read(search)).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.diagnostics()).isEqualTo(words);
            assertThat(fault.code()).isEqualTo(code);
        });
    }

    @Test
    void a_whole_search_says_which_slots_and_when() {
        SlotQuery query = read(aSlotSearch());

        assertThat(query.statuses()).containsExactly("free");
        assertThat(query.from()).isEqualTo(Instant.parse("2026-11-20T09:00:00Z"));
        assertThat(query.to()).isEqualTo(Instant.parse("2026-11-20T17:00:00Z"));
        assertThat(query.includes()).containsExactlyInAnyOrder(SlotQuery.SCHEDULE, SlotQuery.SERVICE);
    }

    @Test
    void free_and_busy_slots_may_be_asked_for_together() {
        assertThat(read(aSlotSearch().withStatus("busy,free")).statuses()).containsExactlyInAnyOrder("free", "busy");
        assertThat(read(aSlotSearch().withStatus("busy,busy")).statuses()).containsExactly("busy");
    }

    @Test
    void a_space_beside_the_comma_says_nothing() {
        assertThat(read(aSlotSearch().withStatus("free, busy")).statuses()).containsExactlyInAnyOrder("free", "busy");
        assertThat(read(aSlotSearch().withStatus(" busy ,free ")).statuses()).containsExactlyInAnyOrder("free", "busy");
        assertThat(read(aSlotSearch().withStatus(" free ")).statuses()).containsExactly("free");
    }

    @ParameterizedTest
    @ValueSource(strings = {"entered-in-error", "FREE", "free|busy", "booked"})
    void another_status_is_refused_and_named(String status) {
        assertRefused(
                aSlotSearch().withStatus(status),
                FaultCode.VALUE,
                "The parameter status is not free, busy or both, separated by a comma: " + status);
    }

    @Test
    void a_status_that_is_no_code_is_not_repeated() {
        assertRefused(
                aSlotSearch().withStatus("Robin Sampleton"),
                FaultCode.VALUE,
                "The parameter status is not free, busy or both, separated by a comma: (not a code or an id)");
    }

    @Test
    void a_comma_with_nothing_after_it_is_refused() {
        assertThatThrownBy(() -> read(aSlotSearch().withStatus("free,")))
                .isInstanceOf(Fault.class)
                .hasMessageStartingWith("The parameter status is not free, busy or both");
    }

    @Test
    void a_search_without_status_is_refused() {
        assertRefused(aSlotSearch().withStatus(), FaultCode.REQUIRED, "The parameter status is missing");
        assertRefused(aSlotSearch().withStatus(" "), FaultCode.REQUIRED, "The parameter status is missing");
    }

    @Test
    void a_status_given_twice_is_refused() {
        assertRefused(
                aSlotSearch().withStatus("free", "busy"), FaultCode.VALUE, "The parameter status must be given once");
    }

    @Test
    void a_control_character_is_refused() {
        assertRefused(
                aSlotSearch().forService(FarSide.ANY + "\u0000"),
                FaultCode.VALUE,
                "The parameter " + SERVICE + " holds a control character");
    }

    @ParameterizedTest
    @CsvSource({
        "ge2026-11-20T09:00:00Z, le2026-11-20T17:00:00Z",
        "le2026-11-20T17:00:00Z, ge2026-11-20T09:00:00Z",
        "ge2026-11-20T10:00:00+01:00, le2026-11-20T17:00:00.000-00:00",
        "ge2026-11-20T09:00:00 00:00, le2026-11-20T18:00:00 01",
        "ge2026-11-20T09:00:00+00, le2026-11-20T17:00:00-00"
    })
    void the_times_come_in_either_order_and_with_any_offset(String first, String second) {
        SlotQuery query = read(aSlotSearch().starting(first, second));

        assertThat(query.from()).isEqualTo(Instant.parse("2026-11-20T09:00:00Z"));
        assertThat(query.to()).isEqualTo(Instant.parse("2026-11-20T17:00:00Z"));
    }

    @Test
    void the_start_must_be_given_twice() {
        String words = "The parameter start must be given twice, once with ge and once with le";
        assertRefused(aSlotSearch().starting(), FaultCode.REQUIRED, words);
        assertRefused(aSlotSearch().starting("ge2026-11-20T09:00:00Z"), FaultCode.REQUIRED, words);
        assertRefused(
                aSlotSearch().starting("ge2026-11-20T09:00:00Z", "le2026-11-20T17:00:00Z", "le2026-11-20T18:00:00Z"),
                FaultCode.REQUIRED,
                words);
    }

    @ParameterizedTest
    @CsvSource({
        "ge2026-11-20T09:00:00Z, ge2026-11-20T17:00:00Z",
        "le2026-11-20T09:00:00Z, le2026-11-20T17:00:00Z",
        "ge2026-11-20T09:00:00Z, 2026-11-20T17:00:00Z",
        "ge2026-11-20T09:00:00Z, lt2026-11-20T17:00:00Z"
    })
    void one_end_needs_ge_and_the_other_le(String first, String second) {
        assertRefused(
                aSlotSearch().starting(first, second),
                FaultCode.VALUE,
                "The parameter start must be given once with ge and once with le");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ge2026-11-20", "ge2026-11-20T09:00:00", "ge2026-13-20T09:00:00Z", "getomorrow"})
    void a_time_without_an_offset_is_refused(String start) {
        assertRefused(
                aSlotSearch().starting(start, "le2026-11-20T17:00:00Z"),
                FaultCode.VALUE,
                "The parameter start is not a date and time with an offset, such as ge2026-11-22T09:00:00%2B00:00");
    }

    @Test
    void a_search_that_ends_before_it_begins_is_refused() {
        assertRefused(
                aSlotSearch().starting("ge2026-11-20T09:00:01Z", "le2026-11-20T09:00:00Z"),
                FaultCode.VALUE,
                "The parameter start ends before it begins");
        assertThat(read(aSlotSearch().starting("ge2026-11-20T09:00:00Z", "le2026-11-20T09:00:00Z"))
                        .to())
                .isEqualTo(Instant.parse("2026-11-20T09:00:00Z"));
    }

    @Test
    void the_widest_allowed_search_is_read_and_a_wider_one_refused() {
        assertThat(read(aSlotSearch().starting("ge2026-11-20T09:00:00Z", "le2026-11-21T09:00:00Z"))
                        .to())
                .isEqualTo(Instant.parse("2026-11-21T09:00:00Z"));
        assertRefused(
                aSlotSearch().starting("ge2026-11-20T09:00:00Z", "le2026-11-21T09:00:01Z"),
                FaultCode.TOO_COSTLY,
                "The parameter start spans more than 1 days");
    }

    @Test
    void the_service_is_named_with_its_system_or_without() {
        assertThat(read(aSlotSearch().forService("https://fhir.nhs.uk/Id/dos-service-id|" + FarSide.ANY))
                        .parameters())
                .containsEntry(SERVICE, List.of("https://fhir.nhs.uk/Id/dos-service-id|" + FarSide.ANY));
    }

    @Test
    void another_service_than_the_one_addressed_is_not_found() {
        assertRefused(
                aSlotSearch().forService(FarSide.PICKY),
                FaultCode.NOT_FOUND,
                "The parameter " + SERVICE + " is not the service in NHSD-Target-Identifier: " + FarSide.PICKY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"clinic", "HealthcareService/2000099999", "https://fhir.nhs.uk/Id/dos-service-id|", "-1"})
    void what_cannot_be_a_service_id_is_refused(String service) {
        assertRefused(
                aSlotSearch().forService(service),
                FaultCode.VALUE,
                "The parameter " + SERVICE + " is not a service id");
    }

    @Test
    void a_search_without_a_service_is_refused() {
        assertRefused(aSlotSearch().forService(), FaultCode.REQUIRED, "The parameter " + SERVICE + " is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Slot:schedule", "Schedule:actor:HealthcareService", "Slot:unknown"})
    void schedule_and_service_must_both_be_included(String only) {
        assertRefused(
                aSlotSearch().including(only),
                FaultCode.REQUIRED,
                "The parameter _include must name at least Slot:schedule and Schedule:actor:HealthcareService");
    }

    @Test
    void an_include_of_everything_of_the_slot_has_its_schedule() {
        assertThat(read(aSlotSearch().including("Slot:*", "Schedule:actor:HealthcareService"))
                        .includes())
                .contains(SlotQuery.SCHEDULE);
    }

    @Test
    void an_include_in_the_spelling_of_the_examples_is_the_same() {
        assertThat(read(aSlotSearch()
                                .including(
                                        " Slot:schedule",
                                        "Schedule:actor:HealthcareService",
                                        "HealthcareService.providedBy"))
                        .includes())
                .containsExactly(SlotQuery.SCHEDULE, SlotQuery.SERVICE, SlotQuery.PROVIDER);
    }

    @Test
    void only_the_tool_needs_the_practitioner_included() {
        SlotSearch search = aSlotSearch();
        assertThatThrownBy(() -> SlotQuery.of(search.parameters(), tool, A_DAY))
                .isInstanceOf(Fault.class)
                .hasMessage("The parameter _include must name Schedule:actor:Practitioner");
        SlotSearch whole = search.including(SlotQuery.SCHEDULE, SlotQuery.SERVICE, SlotQuery.PRACTITIONER);
        assertThat(SlotQuery.of(whole.parameters(), tool, A_DAY).includes()).contains(SlotQuery.PRACTITIONER);
    }

    @Test
    void the_link_of_the_answer_repeats_only_what_was_understood() {
        SlotQuery query = read(aSlotSearch()
                .including(SlotQuery.SCHEDULE, SlotQuery.SERVICE, "Slot:unknown")
                .with("_format", "json")
                .with("patient", "9990000018"));

        assertThat(query.parameters()).containsOnlyKeys("status", "start", SERVICE, "_format", "_include");
        assertThat(query.parameters()).containsEntry("_include", List.of(SlotQuery.SCHEDULE, SlotQuery.SERVICE));
    }
}
