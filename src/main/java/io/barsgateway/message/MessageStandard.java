package io.barsgateway.message;

import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Stated;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.fhir.fault.Issue;
import io.barsgateway.message.Recognition.Row;
import io.barsgateway.receive.service.Receiver;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The standard as a whole: every rule in its order, and what a message that meets them means. What is wrong is reported
 * together, as far as one mistake does not hide the next.
 */
@Component
public final class MessageStandard {

    private final Recognition recognition;

    MessageStandard(Recognition recognition) {
        this.recognition = recognition;
    }

    /**
     * What the message means to a service.
     *
     * @throws Fault with an issue for each rule that is broken
     */
    public Recognised recognise(ParsedMessage parsed, Receiver receiver) {
        MessageBundle bundle = parsed.bundle();
        refuse(objections(MessageRules.envelope(), bundle, receiver));
        RecognitionFacts facts = RecognitionFacts.of(bundle, recognition);
        refuse(objections(MessageRules.inOrder(recognition, facts), bundle, receiver));
        Row row = recognition
                .row(facts, receiver)
                .orElseThrow(() -> new Fault(
                        FaultCode.INVARIANT,
                        "No workflow has this event, reason, category and these statuses for the use case "
                                + Stated.value(facts.useCase())
                                + facts.inWords()
                                + recognition.nearest(facts, receiver)));
        References references = References.of(bundle, facts);
        refuse(ContentRules.objections(bundle, row, recognition, references));
        if (row.means().isNew()) {
            refuse(objections(CareRules.of(facts), bundle, receiver));
        }
        List<String> care = row.means() == Meaning.NEW_VALIDATION || row.means() == Meaning.UPDATE
                ? CareRules.warnings(facts, bundle, receiver)
                : List.of();
        return new Recognised(
                parsed,
                receiver.id(),
                row.means(),
                facts.category(),
                facts.useCase(),
                MessageRules.source(bundle, receiver).orElseThrow(),
                Stream.of(
                                row.means().isCancel() ? List.<String>of() : references.warnings(),
                                care,
                                PatientDates.warnings(bundle))
                        .flatMap(List::stream)
                        .toList());
    }

    private static List<Issue> objections(List<MessageRule> rules, MessageBundle bundle, Receiver receiver) {
        return rules.stream()
                .flatMap(rule -> rule.objection(bundle, receiver).stream())
                .toList();
    }

    private static void refuse(List<Issue> issues) {
        if (!issues.isEmpty()) {
            throw new Fault(issues);
        }
    }
}
