package io.barsgateway.message;

import io.barsgateway.fault.Fault;
import io.barsgateway.fault.FaultCode;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.message.Recognition.Row;
import io.barsgateway.tenant.Tenant;
import java.util.List;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Asks every rule of the standard in its order, recognises what the message means, and refuses at the first objection. */
@Component
public final class CheckMessage {

    private final Recognition recognition = Recognition.load();

    public Message check(@Variable("parsed") Parsed parsed, @Variable("tenant") Tenant tenant) {
        MessageBundle bundle = parsed.bundle();
        refuseAtFirstObjection(MessageRules.envelope(), bundle, tenant);
        Facts facts = Facts.of(bundle, recognition);
        refuseAtFirstObjection(MessageRules.inOrder(recognition, facts), bundle, tenant);
        Row row = recognition
                .row(facts)
                .orElseThrow(() -> new Fault(
                        FaultCode.INVARIANT,
                        "No workflow has this event, reason, category and these statuses for the use case "
                                + facts.useCase()));
        ContentRules.objection(bundle, row, recognition).ifPresent(objection -> {
            throw objection;
        });
        return new Message(
                parsed,
                tenant,
                row.means(),
                facts.category(),
                facts.useCase(),
                MessageRules.source(bundle).orElseThrow());
    }

    private static void refuseAtFirstObjection(List<MessageRule> rules, MessageBundle bundle, Tenant tenant) {
        rules.stream()
                .flatMap(rule -> rule.objection(bundle, tenant).stream())
                .findFirst()
                .ifPresent(objection -> {
                    throw objection;
                });
    }
}
