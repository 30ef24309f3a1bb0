package io.barsgateway.cases.accept;

import io.barsgateway.fhir.Sha256;
import io.barsgateway.fhir.identity.Reference;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Ids that come out the same when the same request is worked again, after a crash or a time-out: whoever was asked about it
 * under them the first time knows them the second time.
 */
public final class StableIds implements Supplier<UUID> {

    private static final int LENGTH = 10;

    private final String key;
    private final AtomicInteger count = new AtomicInteger();

    /**
     * For one request of one organisation to one service.
     *
     * @param requestId its key; one that is the same in capital letters must come in one form
     */
    public StableIds(String requestId, String organisation, String service) {
        this.key = String.join("|", requestId, organisation, service);
    }

    /** Of the message itself: what its delivery and its confirmation are repeated under. */
    public UUID message() {
        return named("message");
    }

    /** The next one. */
    @Override
    public UUID get() {
        return named(String.valueOf(count.incrementAndGet()));
    }

    /** The human-readable reference. */
    public String reference() {
        byte[] hash = hash("reference");
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            letters.append(Reference.LETTERS.charAt(hash[i] & (Reference.LETTERS.length() - 1)));
        }
        return Reference.of(letters.toString());
    }

    private UUID named(String what) {
        return UUID.nameUUIDFromBytes((key + "|" + what).getBytes(StandardCharsets.UTF_8));
    }

    private byte[] hash(String what) {
        return Sha256.of(key + "|" + what);
    }
}
