package io.barsgateway.deliver.jsonata;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much a mapping may use for one message. One that needs more is ended, and its message set aside or sent to the fallback.
 *
 * @param timeout longest time that mapping one message may take
 * @param maxDepth expressions inside one another that are evaluated at once, calls of functions among them; 20 to 400
 * @param maxMemory memory that mapping one message may take from the heap, what was given back meanwhile counted too
 * @param maxOutput largest JSON that is made, and largest single value on the way to it
 */
@ConfigurationProperties("bars.mapping")
public record MappingProperties(
        @DefaultValue("2s") Duration timeout,
        @DefaultValue("300") int maxDepth,
        @DefaultValue("256MB") DataSize maxMemory,
        @DefaultValue("5MB") DataSize maxOutput) {

    private static final int LEAST_DEPTH = 20;
    private static final int MOST_DEPTH = 400;
    private static final DataSize MOST_OUTPUT = DataSize.ofMegabytes(100);

    public MappingProperties {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("bars.mapping.timeout must be positive");
        }
        if (maxDepth < LEAST_DEPTH || maxDepth > MOST_DEPTH) {
            throw new IllegalArgumentException(
                    "bars.mapping.max-depth must be from " + LEAST_DEPTH + " to " + MOST_DEPTH);
        }
        if (maxOutput.toBytes() < 1 || maxOutput.compareTo(MOST_OUTPUT) > 0) {
            throw new IllegalArgumentException("bars.mapping.max-output must be from 1B to 100MB");
        }
        if (maxMemory.compareTo(maxOutput) < 0) {
            throw new IllegalArgumentException("bars.mapping.max-memory must not be less than bars.mapping.max-output");
        }
    }
}
