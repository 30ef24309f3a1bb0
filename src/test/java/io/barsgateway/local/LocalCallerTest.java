package io.barsgateway.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a credential may see and do. */
class LocalCallerTest {

    private static final LocalCaller ONE = new LocalCaller(
            "one", List.of("2000099999", "https://fhir.nhs.uk/Id/dos-service-id|2000088888"), Set.of(Role.VIEW));

    @Test
    void it_hears_of_its_own_services_only() {
        assertThat(ONE.mayHearOf("deliveries of 2000099999")).isTrue();
        assertThat(ONE.mayHearOf("overdue deliver https://fhir.nhs.uk/Id/dos-service-id|2000088888"))
                .isTrue();
        assertThat(ONE.mayHearOf("deliveries of 20000999999")).isFalse();
        assertThat(ONE.mayHearOf("certificate-days")).isFalse();
        assertThat(LocalCaller.ofHome().mayHearOf("certificate-days")).isTrue();
    }

    @Test
    void it_may_do_what_its_roles_say_and_everybody_may_read_metrics() {
        assertThat(ONE.mayBe(Role.VIEW)).isTrue();
        assertThat(ONE.mayBe(Role.ACT)).isFalse();
        assertThat(ONE.mayBe(Role.MONITOR)).isTrue();
        assertThat(LocalCaller.ofThisMachine().mayBe(Role.ACT)).isFalse();
        for (Role role : Role.values()) {
            assertThat(LocalCaller.ofHome().mayBe(role)).isTrue();
        }
    }
}
