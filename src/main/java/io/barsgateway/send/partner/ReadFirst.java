package io.barsgateway.send.partner;

import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Tree;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.outbox.Work;
import io.barsgateway.receive.tenant.PartnersProperties;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** What must be read at the target before it is updated or cancelled there (guide, Find-Resource), Type/id; empty for nothing. */
@Component
public final class ReadFirst {

    private static final Set<String> CHANGES = Set.of("UPDATE", "CANCEL", "CANCEL_BOOKING");

    private final PartnersProperties partners;

    ReadFirst(PartnersProperties partners) {
        this.partners = partners;
    }

    public String path(@Variable("work") Work work) {
        boolean wanted = partners.of(work.counterpart())
                .flatMap(partner -> Optional.ofNullable(partner.readFirst()))
                .orElse(true);
        // A second attempt finds what the first may have done; its ids tell the Receiver
        if (!wanted || work.attempts() > 1 || !CHANGES.contains(work.meaning())) {
            return "";
        }
        String type = work.meaning().endsWith("BOOKING") ? "Appointment" : "ServiceRequest";
        return MessageBundle.of(FhirJson.read(work.body().bytes()))
                .first(type)
                .map(Entry::resource)
                .flatMap(subject -> Tree.text(subject, "id"))
                .map(id -> type + "/" + id)
                .orElse("");
    }
}
