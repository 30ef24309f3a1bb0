package io.barsgateway.message.profile;

import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.fhir.fault.Issue;
import io.barsgateway.message.Message;
import io.barsgateway.receive.Ids;
import io.barsgateway.receive.service.ServicesProperties.ProfileCheck;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Validates a message against the loaded profiles: what is found is logged where the service is advised, and refused with 400
 * invariant where it enforces. Neither tells more than places, rules and definitions.
 */
@Component
public final class CheckProfiles {

    private static final Logger log = LoggerFactory.getLogger(CheckProfiles.class);
    private static final int TOLD = 20;

    private final Profiles profiles;
    private final Explanations explanations = Explanations.load();

    CheckProfiles(Profiles profiles) {
        this.profiles = profiles;
    }

    public void check(@Variable("message") Message message, @Variable("ids") Ids ids) throws InterruptedException {
        boolean enforced = message.tenant().declared().profiles() == ProfileCheck.ENFORCE;
        Optional<Map<Finding, Integer>> verdict =
                profiles.judge(message.bundle().tree());
        if (verdict.isEmpty()) {
            log.warn(
                    "The profile check gave no result, or none within bars.profiles.timeout request={}",
                    ids.requestId());
            if (enforced) {
                throw new Fault(FaultCode.UNAVAILABLE, "The message could not be validated in time");
            }
            return;
        }
        List<String> told = verdict.get().entrySet().stream()
                .limit(TOLD)
                .map(found -> explanations.tell(found.getKey(), found.getValue()))
                .toList();
        if (told.isEmpty()) {
            return;
        }
        if (enforced) {
            throw new Fault(told.stream()
                    .map(words -> new Issue(FaultCode.INVARIANT, words))
                    .toList());
        }
        log.warn(
                "Profiles: {} findings request={}: {}", verdict.get().size(), ids.requestId(), String.join("; ", told));
    }
}
