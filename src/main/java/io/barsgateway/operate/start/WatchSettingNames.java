package io.barsgateway.operate.start;

import io.barsgateway.audit.watch.SettingsFile;
import io.barsgateway.audit.watch.WatchFiles;
import java.util.List;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** A name that no setting has is an alarm in an edited file: the next start would be refused for it. */
@Component
final class WatchSettingNames {

    private final KnownSettings known;
    private final SettingsFile settings;
    private final WatchFiles watch;

    WatchSettingNames(KnownSettings known, SettingsFile settings, WatchFiles watch) {
        this.known = known;
        this.settings = settings;
        this.watch = watch;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        watch.watchFromStart("names of settings", List::of, () -> known.refuseUnknown(settings.now()));
    }
}
