package io.barsgateway.send.partner;

import io.barsgateway.fhir.Entry;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fhir.identity.ResourceId;
import io.barsgateway.outbox.Work;
import io.barsgateway.receive.tenant.Partners;
import io.barsgateway.send.proxy.ProxyCall;
import io.barsgateway.send.proxy.ProxyCalls;
import java.util.Optional;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The question how that stands at the target which is to be updated or cancelled there (guide, Find-Resource); null for none. */
@Component
public final class AddressCurrent {

    private final Partners partners;
    private final ProxyCalls calls;

    AddressCurrent(Partners partners, ProxyCalls calls) {
        this.partners = partners;
        this.calls = calls;
    }

    public @Nullable ProxyCall address(@Variable("work") Work work) {
        boolean wanted = partners.of(work.counterpart())
                .flatMap(partner -> Optional.ofNullable(partner.readFirst()))
                .orElse(true);
        // What an earlier attempt may have done would be found there; then the ids of the message tell the Receiver
        if (!wanted || !work.isChangeYetToArrive()) {
            return null;
        }
        String type = work.meaning().subjectType();
        return MessageBundle.of(FhirJson.read(work.body().bytes()))
                .first(type)
                .map(Entry::resource)
                .flatMap(ResourceId::of)
                .map(id -> calls.ahead(work, "/" + type + "/" + id))
                .orElse(null);
    }
}
