package io.barsgateway.receive.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.identity.ServiceId;
import io.barsgateway.receive.service.ServicesProperties.Conformance;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadingsTest {

    @Test
    void each_choice_follows_the_conformance_of_its_service() {
        Readings guide = Readings.of(Conformance.GUIDE, Map.of());
        Readings tool = Readings.of(Conformance.TKW, Map.of());
        assertThat(guide.make(Choice.KEEPS_ENCOUNTER_ID)).isTrue();
        assertThat(tool.make(Choice.KEEPS_ENCOUNTER_ID)).isFalse();
        assertThat(guide.make(Choice.EARLY_VERSIONS)).isFalse();
        assertThat(tool.make(Choice.EARLY_VERSIONS)).isTrue();
        assertThat(guide.make(Choice.CANCEL_MUST_MATCH)).isTrue();
        assertThat(tool.make(Choice.CANCEL_MUST_MATCH)).isTrue();
        assertThat(guide.make(Choice.COUNTS_ALL_ENTRIES)).isFalse();
        assertThat(tool.make(Choice.COUNTS_ALL_ENTRIES)).isFalse();
    }

    @Test
    void a_single_choice_stands_above_the_conformance() {
        Readings some =
                Readings.of(Conformance.GUIDE, Map.of(Choice.EARLY_VERSIONS, true, Choice.KEEPS_ENCOUNTER_ID, false));
        assertThat(some.make(Choice.EARLY_VERSIONS)).isTrue();
        assertThat(some.make(Choice.KEEPS_ENCOUNTER_ID)).isFalse();
        assertThat(some.make(Choice.CHECKS_ORGANISATION)).isTrue();
    }

    @Test
    void a_target_takes_everything_and_reads_the_guide() {
        OtherReceiver target = new OtherReceiver(new ServiceId(Systems.SERVICE_ID, "2000099001"));
        assertThat(target.takesUseCase("a1t1")).isTrue();
        assertThat(target.takesVersion("9.9.9")).isTrue();
        assertThat(target.odsCode()).isNull();
        for (Choice choice : Choice.values()) {
            assertThat(target.reads(choice)).as(choice.name()).isEqualTo(choice.isOf(Conformance.GUIDE));
        }
    }
}
