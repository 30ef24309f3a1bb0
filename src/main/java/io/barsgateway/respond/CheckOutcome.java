package io.barsgateway.respond;

import io.barsgateway.cases.CaseState.Status;
import io.barsgateway.cases.HeldCase;
import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.Tree;
import io.barsgateway.local.Objection;
import io.barsgateway.message.Recognition;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/**
 * Whether a case takes such an outcome now: by its Application, and by where our Encounter stands
 * (docs/conformance.md, W4.4).
 */
@Component
public final class CheckOutcome {

    /** Where our Encounter of an ambulance case may go from where it is; a withdrawn resource leads back to planned. */
    private static final Map<String, Set<String>> MOVES = Map.of(
            "planned", Set.of("in-progress"),
            "in-progress", Set.of("planned", "arrived", "finished"),
            "arrived", Set.of("finished", "planned"));

    private final Recognition recognition;

    CheckOutcome(Recognition recognition) {
        this.recognition = recognition;
    }

    public void check(@Variable("case") HeldCase held, @Variable("outcome") Outcome outcome) {
        require(held.state().status() != Status.REJECTED, "the case was rejected; it takes no outcome any more");
        String application = recognition.application(held.useCase());
        switch (outcome.kind()) {
            case INTERIM -> {
                require(
                        held.category().equals("validation"),
                        "interim and full answer validation requests; this is none");
                require(
                        held.encounterStatus().equals("planned"),
                        "the interim response of this case is held or sent already");
            }
            case FULL ->
                require(
                        held.category().equals("validation"),
                        "interim and full answer validation requests; this is none");
            case REJECTED -> {
                boolean canBeRejected = application.equals("APP4")
                        || (application.equals("APP6") && !held.useCase().equals("a6t1"));
                require(canBeRejected, "a case of " + held.useCase() + " cannot be rejected");
                require(
                        held.encounterStatus().equals("planned")
                                || (application.equals("APP6")
                                        && held.encounterStatus().equals("in-progress")),
                        "it is too late to reject this case: our Encounter is " + held.encounterStatus());
            }
            case STATUS -> {
                require(application.equals("APP6"), "status answers ambulance referrals; this case is none");
                require(
                        MOVES.getOrDefault(held.encounterStatus(), Set.of()).contains(String.valueOf(outcome.status())),
                        "our Encounter is " + held.encounterStatus() + " and cannot become " + outcome.status());
            }
            case SAFEGUARDING_DNA -> {
                require(
                        Set.of("APP1", "APP2").contains(application)
                                && held.category().equals("referral"),
                        "safeguarding-dna answers referrals into urgent care; this case is none");
                require(isSafeguarded(held), "the referral carries no safeguarding flag");
            }
        }
    }

    private static boolean isSafeguarded(HeldCase held) {
        return held.state().merged().all("Flag").stream().map(Entry::resource).anyMatch(flag -> Tree.codeIn(
                        Tree.list(flag, "category"), Systems.FLAG_CATEGORY)
                .filter("sg"::equals)
                .isPresent());
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new Objection(409, "$.kind", otherwise);
        }
    }
}
