package io.barsgateway.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.fhir.fault.Outage;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataIntegrityViolationException;

/** What the store says no to: to its content for ever, to an outage for a while. */
class UnkeptTest {

    @ParameterizedTest
    @CsvSource({
        "22021, INVALID",
        "22P02, INVALID",
        "54000, INVALID",
        "08006, UNAVAILABLE",
        "53300, UNAVAILABLE",
        "57P01, UNAVAILABLE",
        "23503, UNAVAILABLE",
        ", UNAVAILABLE"
    })
    void only_what_no_retry_could_keep_is_the_callers_fault(String state, FaultCode code) {
        Throwable failure = new DataIntegrityViolationException("Smith", new SQLException("Smith", state));

        Fault fault = Unkept.fault("Not at the moment", failure);

        assertThat(Outage.isUnder(failure)).isTrue();
        assertThat(fault.code()).isEqualTo(code);
        assertThat(fault.diagnostics()).doesNotContain("Smith");
    }
}
