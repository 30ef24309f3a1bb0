package io.barsgateway.fhir;

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
            known = Sha256.hex(bytes);
            hash.set(known);
        }
        return known;
    }

    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
