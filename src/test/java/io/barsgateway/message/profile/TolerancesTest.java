package io.barsgateway.message.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TolerancesTest {

    private static final Finding LANGUAGE = new Finding(
            "Terminology_PassThrough_TX_Message",
            "Patient.communication.language",
            "https://fhir.hl7.org.uk/CodeSystem/UKCore-HumanLanguage",
            "");

    @Test
    void the_built_in_list_has_a_version_and_a_reason_for_each() {
        Tolerances builtIn = Tolerances.read(null);

        assertThat(builtIn.version()).isNotBlank();
        assertThat(builtIn.definitions()).contains("UK Core STU1");
        assertThat(builtIn.tolerances()).isNotEmpty().allSatisfy(tolerance -> assertThat(tolerance.because())
                .isNotBlank());
        assertThat(builtIn.cover(LANGUAGE)).isTrue();
        assertThat(builtIn.cover(new Finding("Terminology_TX_NoValid_1_CC", "Patient.gender", "", "")))
                .isFalse();
        assertThat(builtIn.cover(new Finding("Validation_VAL_Profile_Minimum", "Slot", LANGUAGE.definition(), "")))
                .isFalse();
    }

    @Test
    void a_list_of_ones_own_stands_in_its_place(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("own.yaml"), """
                version: "7"
                definitions: ours
                tolerances:
                  - place: Slot\\..*
                    because: the diary vendor will mend it in May
                """);

        Tolerances own = Tolerances.read(file);

        assertThat(own.cover(new Finding("Any", "Slot.schedule", "", ""))).isTrue();
        assertThat(own.cover(new Finding("Any", "Slots", "", ""))).isFalse();
        assertThat(own.cover(LANGUAGE)).isFalse();
        assertThatThrownBy(() -> Tolerances.read(folder.resolve("none.yaml")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("bars.profiles.tolerances");
    }
}
