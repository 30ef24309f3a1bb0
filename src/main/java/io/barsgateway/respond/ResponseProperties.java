package io.barsgateway.respond;

import io.barsgateway.receive.tenant.PartnersProperties.Answers;
import io.barsgateway.receive.tenant.PartnersProperties.FinalStatus;
import io.barsgateway.receive.tenant.PartnersProperties.Focus;
import io.barsgateway.receive.tenant.PartnersProperties.HeaderId;
import io.barsgateway.receive.tenant.PartnersProperties.RejectionStyle;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How response messages are composed where the guide leaves a choice or contradicts itself (guide, Reversing-Roles,
 * and the pages of APP4 and APP6), and
 * how we name ourselves in them. What bars.partners says of a counterpart stands above.
 *
 * @param sourceName MessageHeader.source.name; empty takes the service's name
 * @param software MessageHeader.source.software, and the decision support software in the CDSSExtension
 * @param softwareVersion its version
 * @param contact telephone number in MessageHeader.source.contact; empty leaves it out
 * @param focus what a validation response points at: our Encounter (prose, examples) or the ServiceRequest (tables)
 * @param answers whose Bundle.id is in response.identifier: the first request's, or the latest update's
 * @param headerId MessageHeader.id and fullUrl: new ones, or the request's as in the published examples
 * @param finalServiceRequestStatus in a full response: active or completed; absent, as the service's conformance has it
 * @param rejection encounter-cancelled or service-request-revoked; absent, as the service's conformance has it
 */
@ConfigurationProperties("bars.response")
public record ResponseProperties(
        @DefaultValue("") String sourceName,
        @DefaultValue("BaRS Gateway") String software,
        @DefaultValue("0.1.0") String softwareVersion,
        @DefaultValue("") String contact,
        @DefaultValue("encounter") Focus focus,
        @DefaultValue("request") Answers answers,
        @DefaultValue("new") HeaderId headerId,
        @Nullable FinalStatus finalServiceRequestStatus,
        @Nullable RejectionStyle rejection) {}
