package io.barsgateway.cases.diary;

import io.barsgateway.audit.watch.UnusableFile;
import io.barsgateway.fhir.Sha256;
import io.barsgateway.receive.service.ServicesProperties.Slots;
import io.barsgateway.receive.service.Tenant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the settings say that a service's slots come from, as it is at this moment.
 *
 * @param files content by path, in the order of the settings; empty unless slots come from files
 * @param sha256 of all that its slots are made of; the same wherever the files lie
 */
record DiarySource(Tenant tenant, Map<Path, byte[]> files, String sha256) {

    /** @throws UnusableFile where a file cannot be read */
    static DiarySource of(Tenant tenant) {
        Map<Path, byte[]> files = new LinkedHashMap<>();
        if (tenant.declared().slots() == Slots.DIARY) {
            tenant.declared().diary().forEach(file -> files.put(file, bytes(file)));
        }
        return new DiarySource(tenant, files, digest(tenant, files));
    }

    /** What the files say together. */
    DiaryFile read(Instant now) {
        List<DiarySchedule> schedules = new ArrayList<>();
        List<DiarySlot> slots = new ArrayList<>();
        SlotNames names = new SlotNames();
        files.forEach((file, bytes) -> {
            DiaryFile read = new ReadDiaryFile(tenant, file, now, names).read(bytes);
            schedules.addAll(read.schedules());
            slots.addAll(read.slots());
        });
        return new DiaryFile(schedules, slots);
    }

    String service() {
        return tenant.id().toString();
    }

    Slots kind() {
        return tenant.declared().slots();
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UnusableFile(file, "cannot be read (bars.services[].diary)", e);
        }
    }

    private static String digest(Tenant tenant, Map<Path, byte[]> files) {
        // A slot's answer names its service and organisation
        String said =
                String.join("\n", tenant.declared().slots().name(), tenant.name(), String.valueOf(tenant.odsCode()));
        MessageDigest whole = Sha256.begun();
        whole.update(said.getBytes(StandardCharsets.UTF_8));
        files.values().forEach(bytes -> whole.update(Sha256.begun().digest(bytes)));
        return Sha256.hex(whole, new byte[0]);
    }
}
