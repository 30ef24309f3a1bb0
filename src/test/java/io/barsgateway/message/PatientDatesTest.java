package io.barsgateway.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.RowSample;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A date of the Patient that is written otherwise than FHIR writes one: the message is accepted with a warning. */
class PatientDatesTest {

    private static final String DATE = " is not a date as FHIR writes it, such as 1961-02-03";
    private static final String TIME = " is not a date or time as FHIR writes it, such as 1961-02-03T09:15:00+00:00";

    private final RuleRows rules = new RuleRows();
    private final ObjectNode message = Messages.referral();
    private final ObjectNode patient = Messages.resource(message, "Patient");

    private List<String> warnings() {
        return rules.check(message, Map.of()).warnings();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12th May 1980",
                "12/05/1980",
                "12-05-1980",
                "1980-5-12",
                "1980-02-30",
                "1980-13",
                "19800512",
                "80",
                "0000",
                "1980-05-12T00:00:00Z",
                " 1980-05-12",
                "+1980-05-12",
                "unknown",
                ""
            })
    void a_birth_date_of_another_form_is_warned_of(String written) {
        patient.put("birthDate", written);

        assertThat(warnings()).containsExactly("Patient.birthDate" + DATE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1980-05-12", "1980-05", "1980", "2024-02-29"})
    void a_day_a_month_and_a_year_are_birth_dates(String written) {
        patient.put("birthDate", written);

        assertThat(warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"yesterday", "2026-11-20T09:15:00", "2026-11-20T09:15Z", "2026-11-20 09:15:00Z", "20/11/2026"})
    void a_time_of_death_of_another_form_is_warned_of(String written) {
        patient.put("deceasedDateTime", written);

        assertThat(warnings()).containsExactly("Patient.deceasedDateTime" + TIME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026", "2026-11-20", "2026-11-20T09:15:00Z", "2026-11-20T09:15:00.1234567+01:00"})
    void a_date_or_time_with_an_offset_is_a_time_of_death(String written) {
        patient.put("deceasedDateTime", written);

        assertThat(warnings()).isEmpty();
    }

    @Test
    void dates_inside_its_elements_are_looked_at_too() {
        ObjectNode name = (ObjectNode) patient.path("name").path(0);
        name.putObject("period").put("start", "May 1980").put("end", "1999-12-31");
        patient.withArray("extension")
                .addObject()
                .put("url", "https://example.org/registered")
                .putObject("valuePeriod")
                .put("end", "last week");
        patient.putObject("_birthDate")
                .putArray("extension")
                .addObject()
                .put("url", "http://hl7.org/fhir/StructureDefinition/patient-birthTime")
                .put("valueDateTime", "at noon");
        int last = patient.path("extension").size() - 1;

        assertThat(warnings())
                .containsExactlyInAnyOrder(
                        "Patient.name[0].period.start" + TIME,
                        "Patient.extension[" + last + "].valuePeriod.end" + TIME,
                        "Patient._birthDate.extension[0].valueDateTime" + TIME);
    }

    @Test
    void no_words_of_the_patient_are_repeated() {
        patient.put("birthDate", "Robin was born in May");

        assertThat(warnings()).noneMatch(words -> words.contains("Robin"));
    }

    @Test
    void a_name_that_no_element_has_is_not_repeated_as_it_is() {
        patient.putObject("x\r\n.Robin Sampleton, <b>" + "y".repeat(100)).put("birthDate", "May");

        assertThat(warnings())
                .containsExactly("Patient.x???Robin?Sampleton???b?" + "y".repeat(36) + ".birthDate" + DATE);
    }

    @Test
    void of_many_the_first_twenty_are_told() {
        ArrayNode names = patient.putArray("name");
        for (int i = 0; i < 2000; i++) {
            names.addObject().putObject("period").put("start", "May");
        }

        assertThat(warnings())
                .hasSize(21)
                .startsWith("Patient.name[0].period.start" + TIME)
                .endsWith("and 1980 more dates of the Patient that FHIR writes otherwise");
    }

    @Test
    void a_cancel_is_warned_of_too() {
        ObjectNode cancel = RowSample.CANCELLED_REFERRAL.message();
        Messages.resource(cancel, "Patient").put("birthDate", "12th May 1980");

        assertThat(rules.check(cancel, Map.of()).warnings()).containsExactly("Patient.birthDate" + DATE);
    }
}
