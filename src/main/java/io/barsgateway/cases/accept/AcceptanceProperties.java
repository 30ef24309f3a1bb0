package io.barsgateway.cases.accept;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How accepted messages are marked.
 *
 * @param referenceSystem identifier system of the human-readable references that we give; an absolute URI of your own
 */
@ConfigurationProperties("bars.acceptance")
public record AcceptanceProperties(
        @DefaultValue("https://bars-gateway.local/Id/case-reference")
        String referenceSystem) {}
