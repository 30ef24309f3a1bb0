package io.barsgateway.cases.hold;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.cases.hold.Outcomes.Outcome;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.fhir.fault.Issue;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a retry hears of an attempt that came to something before. */
class OutcomesTest {

    private static Fault again(Fault first) {
        return new Outcome("ab12", first.code().name(), Outcome.diagnostics(first)).again();
    }

    @Test
    void what_was_accepted_is_a_duplicate() {
        assertThat(new Outcome("ab12", "ACCEPTED", "").again().code()).isEqualTo(FaultCode.DUPLICATE);
    }

    @Test
    void what_was_refused_is_refused_in_the_same_words() {
        List<Issue> issues = List.of(
                new Issue(FaultCode.INVARIANT, "Bundle.id: It is not a UUID"),
                new Issue(FaultCode.NOT_SUPPORTED, "MessageHeader: Émile's  use case"));

        assertThat(again(new Fault(issues)).issues()).isEqualTo(issues);
    }

    @Test
    void a_refusal_without_words_stays_one() {
        assertThat(again(new Fault(FaultCode.DIFFERS, "")).issues()).containsExactly(new Issue(FaultCode.DIFFERS, ""));
    }

    @Test
    void words_of_several_lines_are_still_one_issue() {
        Fault first = new Fault(FaultCode.INVALID, "Bundle.entry: first line\r\nsecond line\nINVARIANT third");

        assertThat(again(first).issues())
                .containsExactly(new Issue(FaultCode.INVALID, "Bundle.entry: first line second line INVARIANT third"));
    }
}
