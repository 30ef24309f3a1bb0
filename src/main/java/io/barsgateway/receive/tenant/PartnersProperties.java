package io.barsgateway.receive.tenant;

import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.identity.ServiceId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Services at other organisations that are built against another text than the guide; what is not said of one is as
 * bars.response and bars.sender have it.
 *
 * @param partners one entry for each service id
 */
@ConfigurationProperties("bars")
public record PartnersProperties(@DefaultValue List<Partner> partners) {

    public PartnersProperties {
        partners = List.copyOf(partners);
        Set<String> ids = new HashSet<>();
        for (Partner partner : partners) {
            if (partner.id().isBlank()) {
                throw new IllegalArgumentException("bars.partners has an entry without an id");
            }
            if (!ids.add(Systems.normal(partner.system()) + "|" + partner.id())) {
                throw new IllegalArgumentException("bars.partners names the service " + partner.id() + " twice");
            }
        }
    }

    /**
     * One service of a partner.
     *
     * @param id value of its service id
     * @param system system of its service id
     * @param focus encounter or service-request: what a validation response points at
     * @param answers request or latest: whose Bundle.id is in response.identifier
     * @param headerId new or request: MessageHeader.id and fullUrl of a response
     * @param finalServiceRequestStatus active or completed: in a full response
     * @param rejection encounter-cancelled (prose) or service-request-revoked (pseudo-code): how a case is refused
     * @param coreVersion BaRS Core version asked for in Accept; absent, the highest that both have
     * @param readFirst whether it is read before it is updated or cancelled (guide: must)
     * @param respondsWithin after which a response that it owes us and has not sent is an alarm
     */
    public record Partner(
            @DefaultValue("") String id,
            @DefaultValue(Systems.SERVICE_ID) String system,
            @Nullable Focus focus,
            @Nullable Answers answers,
            @Nullable HeaderId headerId,
            @Nullable FinalStatus finalServiceRequestStatus,
            @Nullable RejectionStyle rejection,
            @Nullable String coreVersion,
            @Nullable Boolean readFirst,
            java.time.@Nullable Duration respondsWithin) {

        ServiceId service() {
            return new ServiceId(system, id);
        }
    }

    /** What a validation response points at. */
    public enum Focus {
        ENCOUNTER,
        SERVICE_REQUEST
    }

    /** Whose Bundle.id is answered. */
    public enum Answers {
        REQUEST,
        LATEST
    }

    /** Whose MessageHeader.id is taken. */
    public enum HeaderId {
        NEW,
        REQUEST
    }

    /** ServiceRequest.status of a full response. */
    public enum FinalStatus {
        ACTIVE,
        COMPLETED
    }

    /** How a rejection is written. */
    public enum RejectionStyle {
        ENCOUNTER_CANCELLED,
        SERVICE_REQUEST_REVOKED
    }
}
