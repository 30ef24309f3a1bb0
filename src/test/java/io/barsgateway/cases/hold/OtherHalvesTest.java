package io.barsgateway.cases.hold;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which booking or referral a new case says it belongs to (docs/standard/workflows.md, linked messages). */
class OtherHalvesTest {

    private static ObjectNode naming(String element, String... references) {
        ObjectNode subject = JsonNodeFactory.instance.objectNode();
        for (String reference : references) {
            subject.withArray(element).addObject().put("reference", reference);
        }
        return subject;
    }

    @Test
    void a_referral_names_its_booking_and_a_booking_its_referral() {
        assertThat(OtherHalves.named(naming("supportingInfo", "Appointment/b1")))
                .containsExactly("b1");
        assertThat(OtherHalves.named(naming("basedOn", "ServiceRequest/r1"))).containsExactly("r1");
    }

    @Test
    void one_that_is_named_twice_is_one() {
        ObjectNode subject = naming("supportingInfo", "Appointment/b1", "Appointment/b1");
        subject.setAll(naming("basedOn", "Appointment/b1"));

        assertThat(OtherHalves.named(subject)).containsExactly("b1");
    }

    /** FHIR R4 2.3.0.1: a reference may be about one version. */
    @ParameterizedTest
    @CsvSource({"Appointment/b1/_history/3, b1", "ServiceRequest/r-1.2/_history/1, r-1.2"})
    void a_version_of_it_is_still_that_one(String reference, String id) {
        assertThat(OtherHalves.named(naming("supportingInfo", reference))).containsExactly(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Appointment/",
                "Appointment",
                "ServiceRequest//r1",
                "Patient/p1",
                "appointment/b1",
                "urn:uuid:6f0d6f4e-3c1b-4b0e-9b5a-0d7a3f3c2b11",
                "https://other.test/Appointment/b1"
            })
    void what_names_no_case_of_ours_links_nothing(String reference) {
        assertThat(OtherHalves.named(naming("supportingInfo", reference))).isEmpty();
    }

    @Test
    void a_reference_without_text_links_nothing() {
        ObjectNode subject = naming("basedOn");
        subject.withArray("basedOn").addObject().put("display", "The booking");

        assertThat(OtherHalves.named(subject)).isEmpty();
        assertThat(OtherHalves.named(JsonNodeFactory.instance.objectNode())).isEmpty();
    }
}
