package io.barsgateway.operate.start;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is done knowingly against a rule of {@link SecureStart}.
 *
 * @param iKnow names of rules, as its refusals print them; each is logged at every start
 */
@ConfigurationProperties("bars")
public record SafetyProperties(@DefaultValue List<String> iKnow) {

    public SafetyProperties {
        iKnow = List.copyOf(iKnow);
    }
}
