package io.barsgateway.respond;

import io.barsgateway.cases.HeldCase;
import io.barsgateway.receive.service.Choice;
import io.barsgateway.receive.service.Tenant;
import io.barsgateway.receive.tenant.Partners;
import io.barsgateway.receive.tenant.PartnersProperties.Answers;
import io.barsgateway.receive.tenant.PartnersProperties.FinalStatus;
import io.barsgateway.receive.tenant.PartnersProperties.Focus;
import io.barsgateway.receive.tenant.PartnersProperties.HeaderId;
import io.barsgateway.receive.tenant.PartnersProperties.Partner;
import io.barsgateway.receive.tenant.PartnersProperties.RejectionStyle;
import io.barsgateway.receive.tenant.Tenants;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** How the response of a case is written, decided by its counterpart, else by bars.response, else by its own service. */
record ResponseChoices(
        Focus focus, Answers answers, HeaderId headerId, FinalStatus finalStatus, RejectionStyle rejection) {

    /** Decides them case by case. */
    @Component
    static final class Of {

        private final ResponseProperties properties;
        private final Partners partners;
        private final Tenants tenants;

        Of(ResponseProperties properties, Partners partners, Tenants tenants) {
            this.properties = properties;
            this.partners = partners;
            this.tenants = tenants;
        }

        ResponseChoices of(HeldCase held) {
            Optional<Partner> partner = partners.of(held.counterpart());
            Optional<Tenant> own = tenants.of(held.service());
            boolean completed = own.filter(tenant -> tenant.reads(Choice.FINAL_IS_COMPLETED))
                    .isPresent();
            boolean revoked = own.filter(tenant -> tenant.reads(Choice.REJECTION_IS_REVOKED))
                    .isPresent();
            return new ResponseChoices(
                    partner.flatMap(known -> Optional.ofNullable(known.focus())).orElse(properties.focus()),
                    partner.flatMap(known -> Optional.ofNullable(known.answers()))
                            .orElse(properties.answers()),
                    partner.flatMap(known -> Optional.ofNullable(known.headerId()))
                            .orElse(properties.headerId()),
                    partner.flatMap(known -> Optional.ofNullable(known.finalServiceRequestStatus()))
                            .or(() -> Optional.ofNullable(properties.finalServiceRequestStatus()))
                            .orElse(completed ? FinalStatus.COMPLETED : FinalStatus.ACTIVE),
                    partner.flatMap(known -> Optional.ofNullable(known.rejection()))
                            .or(() -> Optional.ofNullable(properties.rejection()))
                            .orElse(
                                    revoked
                                            ? RejectionStyle.SERVICE_REQUEST_REVOKED
                                            : RejectionStyle.ENCOUNTER_CANCELLED));
        }
    }
}
