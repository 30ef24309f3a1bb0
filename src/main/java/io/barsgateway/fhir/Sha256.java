package io.barsgateway.fhir;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of bytes and texts, which is how the gateway tells two of them to be the same; a text is hashed as UTF-8. */
public final class Sha256 {

    private Sha256() {}

    /** In small hexadecimal letters, 64 of them. */
    public static String hex(byte[] bytes) {
        return hex(begun(), bytes);
    }

    /** In small hexadecimal letters, 64 of them. */
    public static String hex(String text) {
        return hex(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The 32 bytes themselves. */
    public static byte[] of(String text) {
        return begun().digest(text.getBytes(StandardCharsets.UTF_8));
    }

    /** One that takes more, part by part. */
    public static MessageDigest begun() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }

    /** What was begun, ended with these bytes, in small hexadecimal letters. */
    public static String hex(MessageDigest begun, byte[] last) {
        return HexFormat.of().formatHex(begun.digest(last));
    }
}
