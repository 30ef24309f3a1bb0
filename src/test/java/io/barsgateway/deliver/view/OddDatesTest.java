package io.barsgateway.deliver.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.form.Format;
import io.barsgateway.fixture.Messages;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A date that is none in FHIR ends no view: its reader gets it as it was sent, and a warning that names it. */
class OddDatesTest {

    @ParameterizedTest
    @CsvSource({"birthDate, /patient/birthDate", "deceasedDateTime, /patient/died/sent"})
    void an_unreadable_date_of_the_patient_is_carried_as_sent(String element, String place) {
        ObjectNode message = Messages.validation();
        Messages.resource(message, "Patient").put(element, "12th May 1980");

        ObjectNode view = Views.of("NEW_VALIDATION", message, Format.JSON);

        assertThat(view.at(place).asText()).isEqualTo("12th May 1980");
        assertThat(Views.objections(view)).isEmpty();
        assertThat(Elements.lost(Elements.of(message), view)).isEmpty();
    }
}
