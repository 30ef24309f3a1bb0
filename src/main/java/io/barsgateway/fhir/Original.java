package io.barsgateway.fhir;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The bytes of a message exactly as they came. Nobody changes them, and no log ever prints them. */
public final class Original {

    private final byte[] bytes;
    private final AtomicReference<@Nullable String> hash = new AtomicReference<>();

    public Original(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The bytes themselves, not a copy: to be read only. */
    public byte[] bytes() {
        return bytes;
    }

    public int size() {
        return bytes.length;
    }

    /** SHA-256, hex: how two bodies are told to be the same. */
    public String hash() {
        String known = hash.get();
        if (known == null) {
            known = computed();
            hash.set(known);
        }
        return known;
    }

    private String computed() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
