package io.barsgateway.cases.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.fixture.Received;
import io.barsgateway.fixture.Tenants;
import io.barsgateway.message.Meaning;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Who decides on a message, by what the settings of its service say. */
class ChooseDeciderTest {

    private static final Map<String, String> LOCAL_SYSTEM = Map.of("confirm.url", "https://pas.example/decide");
    private static final Map<String, String> ROUTE = Map.of("confirm.route", "direct:pas-decide");
    private static final Map<String, String> DIARY = Map.of("slots", "generated");

    private static Decider chosen(Meaning meaning, Map<String, String> settings) {
        return new ChooseDecider().choose(Received.aMessage(meaning, Tenants.with(settings)));
    }

    private static Map<String, String> both(Map<String, String> one, Map<String, String> other) {
        Map<String, String> both = new HashMap<>(one);
        both.putAll(other);
        return both;
    }

    private static Map<String, String> confirming(String kind) {
        return Map.of("accept." + kind, "confirm-first");
    }

    @ParameterizedTest
    @CsvSource({
        "NEW_REFERRAL, new-referral",
        "NEW_VALIDATION, new-referral",
        "UPDATE, update",
        "CANCEL, cancel",
        "CANCEL_BOOKING, cancel-booking"
    })
    void the_local_system_decides_only_where_it_is_to_confirm(Meaning meaning, String setting) {
        assertThat(chosen(meaning, LOCAL_SYSTEM)).isEqualTo(Decider.NOBODY);
        assertThat(chosen(meaning, both(LOCAL_SYSTEM, confirming(setting)))).isEqualTo(Decider.LOCAL_SYSTEM);
        assertThat(chosen(meaning, both(ROUTE, confirming(setting)))).isEqualTo(Decider.LOCAL_SYSTEM);
    }

    @ParameterizedTest
    @CsvSource({
        "NEW_REFERRAL, update",
        "NEW_VALIDATION, cancel",
        "UPDATE, new-referral",
        "CANCEL, cancel-booking",
        "CANCEL_BOOKING, cancel"
    })
    void the_setting_of_one_kind_says_nothing_of_another(Meaning meaning, String other) {
        assertThat(chosen(meaning, both(LOCAL_SYSTEM, confirming(other)))).isEqualTo(Decider.NOBODY);
    }

    @Test
    void a_new_booking_is_decided_by_the_diary_before_the_local_system() {
        assertThat(chosen(Meaning.NEW_BOOKING, DIARY)).isEqualTo(Decider.DIARY);
        assertThat(chosen(Meaning.NEW_BOOKING, both(DIARY, LOCAL_SYSTEM))).isEqualTo(Decider.DIARY);
        assertThat(chosen(Meaning.NEW_BOOKING, LOCAL_SYSTEM)).isEqualTo(Decider.LOCAL_SYSTEM);
    }

    @Test
    void the_diary_decides_on_bookings_and_on_nothing_else() {
        Map<String, String> both = both(DIARY, LOCAL_SYSTEM);
        assertThat(chosen(Meaning.CANCEL_BOOKING, both(both, confirming("cancel-booking"))))
                .isEqualTo(Decider.DIARY);
        assertThat(chosen(Meaning.CANCEL, both(both, confirming("cancel")))).isEqualTo(Decider.LOCAL_SYSTEM);
        assertThat(chosen(Meaning.NEW_REFERRAL, both(both, confirming("new-referral"))))
                .isEqualTo(Decider.LOCAL_SYSTEM);
    }

    @Test
    void a_booking_that_nobody_can_decide_on_is_refused() {
        assertThatThrownBy(() -> chosen(Meaning.NEW_BOOKING, Map.of())).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.code()).isEqualTo(FaultCode.NOT_SUPPORTED);
            assertThat(fault.diagnostics()).startsWith("Appointment.status: ");
        });
    }

    @Test
    void a_booking_is_taken_unseen_where_the_settings_say_so() {
        Map<String, String> unseen = Map.of("accept.new-booking", "accept-first");
        assertThat(chosen(Meaning.NEW_BOOKING, unseen)).isEqualTo(Decider.NOBODY);
        assertThat(chosen(Meaning.NEW_BOOKING, both(DIARY, unseen))).isEqualTo(Decider.NOBODY);
    }

    @Test
    void the_cancel_of_a_booking_is_taken_though_no_bookings_are() {
        assertThat(chosen(Meaning.CANCEL_BOOKING, Map.of())).isEqualTo(Decider.NOBODY);
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERIM_RESPONSE", "FULL_RESPONSE", "REJECTION", "STATUS_RESPONSE", "SAFEGUARDING_DNA"})
    void nobody_decides_on_a_response(Meaning response) {
        Map<String, String> allConfirmed = new HashMap<>(LOCAL_SYSTEM);
        for (String kind : new String[] {"new-referral", "update", "cancel", "new-booking", "cancel-booking"}) {
            allConfirmed.putAll(confirming(kind));
        }
        assertThat(chosen(response, allConfirmed)).isEqualTo(Decider.NOBODY);
    }

    @ParameterizedTest
    @EnumSource(names = {"ANSWER", "RESPONSE", "RELEASED", "REFUSED"})
    void messages_of_our_own_are_never_decided_on(Meaning ours) {
        assertThatThrownBy(() -> chosen(ours, LOCAL_SYSTEM)).isInstanceOf(IllegalStateException.class);
    }
}
