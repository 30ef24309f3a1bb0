package io.barsgateway.respond;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.cases.CaseRole;
import io.barsgateway.cases.CaseState;
import io.barsgateway.cases.CaseState.Status;
import io.barsgateway.cases.HeldCase;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.identity.ServiceId;
import io.barsgateway.fixture.Coded;
import io.barsgateway.fixture.Messages;
import io.barsgateway.local.Objection;
import io.barsgateway.message.Recognition;
import io.barsgateway.respond.Outcome.Kind;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which outcome which case takes when: by Application, and by where our Encounter stands. */
class CheckOutcomeTest {

    private static HeldCase held(String category, String useCase, String encounter, ObjectNode request) {
        return new HeldCase(
                new CaseState(UUID.randomUUID(), "REF", Status.OPEN, "", MessageBundle.of(request)),
                new ServiceId(Systems.SERVICE_ID, "1"),
                new ServiceId(Systems.SERVICE_ID, "2"),
                "c",
                "b",
                "b",
                category,
                useCase,
                encounter,
                CaseRole.RECEIVER,
                Instant.EPOCH);
    }

    private static Outcome outcome(Kind kind, String status) {
        return new Outcome(
                "REF",
                null,
                kind,
                status.isEmpty() ? null : status,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of());
    }

    private static boolean isTaken(HeldCase held, Outcome outcome) {
        Objection objection =
                catchThrowableOfType(Objection.class, () -> new CheckOutcome(Recognition.load()).check(held, outcome));
        if (objection != null) {
            assertThat(objection.status()).isEqualTo(409);
            assertThat(objection.problems().get(0).message()).isNotBlank();
        }
        return objection == null;
    }

    @ParameterizedTest
    @CsvSource({
        "validation, a4t1, planned, INTERIM, '', true",
        "validation, a4t1, in-progress, INTERIM, '', false",
        "referral, a1t1, planned, INTERIM, '', false",
        "validation, a4t1, planned, FULL, '', true",
        "validation, a4t1, in-progress, FULL, '', true",
        "referral, a6t1, planned, FULL, '', false",
        "validation, a4t1, planned, REJECTED, '', true",
        "validation, a4t1, in-progress, REJECTED, '', false",
        "referral, a6t1, planned, REJECTED, '', false",
        "referral, a6t2, planned, REJECTED, '', true",
        "referral, a6t3, in-progress, REJECTED, '', true",
        "referral, a6t3, arrived, REJECTED, '', false",
        "referral, a1t1, planned, REJECTED, '', false",
        "referral, a6t1, planned, STATUS, in-progress, true",
        "referral, a6t1, planned, STATUS, arrived, false",
        "referral, a6t1, planned, STATUS, planned, false",
        "referral, a6t1, in-progress, STATUS, planned, true",
        "referral, a6t1, in-progress, STATUS, finished, true",
        "referral, a6t1, arrived, STATUS, finished, true",
        "referral, a6t1, arrived, STATUS, in-progress, false",
        "referral, a6t1, finished, STATUS, planned, false",
        "validation, a4t1, planned, STATUS, in-progress, false",
        "referral, a3t1, planned, SAFEGUARDING_DNA, '', false"
    })
    void each_kind_has_its_cases(
            String category, String useCase, String encounter, Kind kind, String status, boolean taken) {
        assertThat(isTaken(held(category, useCase, encounter, Messages.referral()), outcome(kind, status)))
                .isEqualTo(taken);
    }

    @Test
    void a_missed_appointment_is_told_only_where_there_was_a_safeguarding_concern() {
        ObjectNode worried = Messages.referral();
        Coded.coding(Messages.resource(worried, "Flag").path("category")).put("code", "SG");

        assertThat(isTaken(held("referral", "a1t1", "planned", worried), outcome(Kind.SAFEGUARDING_DNA, "")))
                .isTrue();
        assertThat(isTaken(held("referral", "a2t1", "planned", worried), outcome(Kind.SAFEGUARDING_DNA, "")))
                .isTrue();
        assertThat(isTaken(
                        held("referral", "a1t1", "planned", Messages.referral()), outcome(Kind.SAFEGUARDING_DNA, "")))
                .isFalse();
    }
}
