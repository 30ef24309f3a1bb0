package io.barsgateway.operate.start;

import io.barsgateway.audit.watch.Alarms;
import io.barsgateway.audit.watch.SettingsFile;
import io.barsgateway.audit.watch.WatchFiles;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.stereotype.Component;

/**
 * Says which settings of an edited file wait for the next start, so that nobody believes that they are taken. Names only: a value may
 * be a secret.
 */
@Component
final class TellWaitingSettings {

    private static final String SUBJECT = "settings-restart";

    /** What a running gateway takes (docs/operating.md, What else is taken while it runs). */
    private static final List<String> TAKEN = List.of(
            "bars.services",
            "bars.partners",
            "bars.caller",
            "bars.pki",
            "bars.local.credentials",
            "bars.inbound.certificate",
            "bars.inbound.private-key",
            "bars.inbound.password",
            "bars.inbound.also",
            "bars.sender.private-key");

    private final SettingsFile settings;
    private final WatchFiles watch;
    private final Alarms alarms;
    private final Map<String, String> started;

    TellWaitingSettings(SettingsFile settings, WatchFiles watch, Alarms alarms) {
        this.settings = settings;
        this.watch = watch;
        this.alarms = alarms;
        this.started = values();
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        watch.watchFromStart("settings of the start", List::of, this::look);
    }

    private void look() {
        Map<String, String> now = values();
        TreeSet<String> names = new TreeSet<>(started.keySet());
        names.addAll(now.keySet());
        List<String> changed = names.stream()
                .filter(name -> !Objects.equals(started.get(name), now.get(name)))
                .toList();
        if (changed.isEmpty()) {
            alarms.end(SUBJECT);
            return;
        }
        String file = settings.path().map(path -> path.getFileName() + ": ").orElse("");
        alarms.raise(
                SUBJECT,
                file + String.join(", ", changed)
                        + (changed.size() == 1 ? " has changed and is" : " have changed and are")
                        + " taken at the next start: restart the gateway, or put back what was there");
    }

    /** What only a start takes, by name; of a name that stands twice what outranks the other. */
    private Map<String, String> values() {
        Map<String, String> values = new TreeMap<>();
        for (PropertySource<?> source : settings.now()) {
            if (source instanceof EnumerablePropertySource<?> known) {
                for (String name : known.getPropertyNames()) {
                    if (name.startsWith("bars.") && TAKEN.stream().noneMatch(name::startsWith)) {
                        values.putIfAbsent(name, String.valueOf(known.getProperty(name)));
                    }
                }
            }
        }
        return values;
    }
}
