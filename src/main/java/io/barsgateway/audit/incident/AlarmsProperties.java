package io.barsgateway.audit.incident;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who is told of an alarm, and when.
 *
 * @param webhook that gets a JSON POST when an incident begins, is repeated and ends; absent, the log and health alone tell
 * @param tokenFile file whose first line is the bearer token of the webhook
 * @param repeat after which an incident that nobody has taken is told again
 * @param escalateTo second address, that is told what nobody has taken
 * @param escalateTokenFile file whose first line is the bearer token of the second address
 * @param escalateAfter from the beginning of the incident
 * @param roots PEM files of the CAs behind https addresses; absent, the JVM's own
 * @param every how often alarms are written to the store, and looked at for what must be told
 * @param connectTimeout to an address
 * @param responseTimeout from the end of the POST to its answer
 */
@ConfigurationProperties("bars.alarms")
public record AlarmsProperties(
        @Nullable URI webhook,
        @Nullable Path tokenFile,
        @DefaultValue("15m") Duration repeat,
        @Nullable URI escalateTo,
        @Nullable Path escalateTokenFile,
        @DefaultValue("15m") Duration escalateAfter,
        @DefaultValue List<Path> roots,
        @DefaultValue("1s") Duration every,
        @DefaultValue("3s") Duration connectTimeout,
        @DefaultValue("5s") Duration responseTimeout) {

    public AlarmsProperties {
        roots = List.copyOf(roots);
        check("webhook", webhook);
        check("escalate-to", escalateTo);
        if (repeat.isZero() || repeat.isNegative()) {
            throw new IllegalArgumentException("bars.alarms.repeat must be positive");
        }
    }

    private static void check(String name, @Nullable URI address) {
        if (address != null
                && (address.getHost() == null || !List.of("http", "https").contains(address.getScheme()))) {
            throw new IllegalArgumentException("bars.alarms." + name + " must be an http or https URL");
        }
    }
}
