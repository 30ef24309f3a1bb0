package io.barsgateway.edge;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What a document may cost, whoever sent it. The largest message that NHS England has published (BaRS packages 1.34 to 1.37, IG
 * 1.12) has 1,050 elements and 35 KB.
 *
 * @param elements elements and values in one document; one more is answered 413
 * @param heapPercent of the largest heap, that all documents being worked at once may take; what does not fit is answered 503
 * @param answer largest answer of another system that is read; a larger one counts as no answer
 */
@ConfigurationProperties("bars.limits")
public record LimitsProperties(
        @DefaultValue("50000") int elements,
        @DefaultValue("33") int heapPercent,
        @DefaultValue("5MB") DataSize answer) {

    public LimitsProperties {
        if (elements < 1) {
            throw new IllegalArgumentException("bars.limits.elements must be 1 or more: " + elements);
        }
        if (heapPercent < 5 || heapPercent > 60) {
            throw new IllegalArgumentException("bars.limits.heap-percent must be from 5 to 60: " + heapPercent);
        }
    }
}
