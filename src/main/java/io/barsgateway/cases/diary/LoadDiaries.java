package io.barsgateway.cases.diary;

import io.barsgateway.audit.watch.WatchFiles;
import io.barsgateway.receive.tenant.ServicesProperties.Slots;
import io.barsgateway.receive.tenant.Tenant;
import io.barsgateway.receive.tenant.Tenants;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Reads the diary files of every service when the gateway starts, and again when one of them changes. */
@Component
final class LoadDiaries {

    private static final Logger log = LoggerFactory.getLogger(LoadDiaries.class);

    private final Tenants tenants;
    private final Diary diary;
    private final WatchFiles watch;
    private final Clock clock;

    LoadDiaries(Tenants tenants, Diary diary, WatchFiles watch, Clock clock) {
        this.tenants = tenants;
        this.diary = diary;
        this.watch = watch;
        this.clock = clock;
    }

    @EventListener(ApplicationStartedEvent.class)
    void begin() {
        for (Tenant tenant : tenants.all()) {
            List<Path> files = tenant.declared().diary();
            diary.retire(
                    tenant,
                    switch (tenant.declared().slots()) {
                        case NONE -> List.of();
                        case GENERATED -> List.of(GenerateSlots.ORIGIN);
                        case DIARY -> files.stream().map(Path::toString).toList();
                    });
            if (tenant.declared().slots() == Slots.DIARY) {
                load(tenant, files);
                watch.watch("bars.services.diary " + tenant.id().value(), () -> files, () -> load(tenant, files));
            }
        }
    }

    private void load(Tenant tenant, List<Path> files) {
        List<DiaryFile> read = files.stream()
                .map(file -> new ReadDiaryFile(tenant, file, clock.instant()).read())
                .toList();
        for (int i = 0; i < files.size(); i++) {
            diary.replace(tenant, files.get(i).toString(), read.get(i));
        }
        log.info(
                "Read {} slots of service {} from {} diary files",
                read.stream().mapToInt(file -> file.slots().size()).sum(),
                tenant.id(),
                files.size());
    }
}
