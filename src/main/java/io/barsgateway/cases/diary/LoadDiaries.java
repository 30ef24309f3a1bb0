package io.barsgateway.cases.diary;

import io.barsgateway.audit.watch.Alarms;
import io.barsgateway.audit.watch.UnusableFile;
import io.barsgateway.audit.watch.WatchFiles;
import io.barsgateway.cases.diary.Diary.Taken;
import io.barsgateway.receive.service.ServicesProperties.Slots;
import io.barsgateway.receive.service.Tenant;
import io.barsgateway.receive.tenant.PrepareServices;
import io.barsgateway.receive.tenant.Tenants;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Reads the diary files of every service when the gateway starts, and again when one of them changes. */
@Component
final class LoadDiaries implements PrepareServices {

    private static final Logger log = LoggerFactory.getLogger(LoadDiaries.class);
    private static final String SUBJECT = "bars.services.diary";

    private final Tenants tenants;
    private final Diary diary;
    private final WatchFiles watch;
    private final Alarms alarms;
    private final Clock clock;

    /** By service, the content that was taken here last, or found to be an earlier one. */
    private final Map<String, String> here = new ConcurrentHashMap<>();

    LoadDiaries(Tenants tenants, Diary diary, WatchFiles watch, Alarms alarms, Clock clock) {
        this.tenants = tenants;
        this.diary = diary;
        this.watch = watch;
        this.alarms = alarms;
        this.clock = clock;
    }

    /** A source that is another than was read here before. */
    private record Change(DiarySource source, DiaryFile content) {}

    @EventListener(ApplicationStartedEvent.class)
    void begin() {
        load(tenants.all());
        watch.watch(SUBJECT, this::files, () -> load(tenants.all()));
    }

    @Override
    public Runnable prepare(List<Tenant> next) {
        List<String> broken = new ArrayList<>();
        List<Change> changes = changes(next, broken);
        refuse(broken);
        return () -> take(changes);
    }

    /** What is good is taken, though another service's files are broken. */
    private void load(List<Tenant> services) {
        List<String> broken = new ArrayList<>();
        take(changes(services, broken));
        refuse(broken);
    }

    private Collection<Path> files() {
        return tenants.all().stream()
                .flatMap(tenant -> tenant.declared().diary().stream())
                .toList();
    }

    private List<Change> changes(List<Tenant> services, List<String> broken) {
        List<Change> changes = new ArrayList<>();
        for (Tenant tenant : services) {
            try {
                DiarySource source = DiarySource.of(tenant);
                if (!source.sha256().equals(here.get(source.service()))) {
                    changes.add(new Change(source, source.read(clock.instant())));
                }
            } catch (UnusableFile e) {
                broken.add(e.getMessage());
            }
        }
        return changes;
    }

    private static void refuse(List<String> broken) {
        if (!broken.isEmpty()) {
            throw new IllegalStateException(broken.stream().distinct().collect(Collectors.joining("; ")));
        }
    }

    private void take(List<Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        Map<String, String> stored = diary.readings();
        List<DiarySource> none = new ArrayList<>();
        for (Change change : changes) {
            DiarySource source = change.source();
            String holding = stored.get(source.service());
            if (holding == null && source.kind() == Slots.NONE) {
                none.add(source);
                continue;
            }
            boolean edited = here.containsKey(source.service());
            tell(source, change.content(), diary.take(source, change.content(), holding, edited));
            here.put(source.service(), source.sha256());
        }
        diary.noteNone(none);
        none.forEach(source -> here.put(source.service(), source.sha256()));
    }

    private void tell(DiarySource source, DiaryFile content, Taken taken) {
        String subject = "earlier diary of " + source.tenant().id().value();
        if (taken == Taken.EARLIER) {
            alarms.raise(
                    subject,
                    "the store holds a later diary than the files of this gateway, and the later one stays in use;"
                            + " to use the files of this gateway, change them: a blank line is enough");
            return;
        }
        alarms.end(subject);
        if (taken == Taken.NOW && !source.files().isEmpty()) {
            log.info(
                    "Read {} slots of service {} from {} diary files",
                    content.slots().size(),
                    source.tenant().id(),
                    source.files().size());
        }
    }
}
