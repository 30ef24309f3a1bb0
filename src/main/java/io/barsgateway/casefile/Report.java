package io.barsgateway.casefile;

/**
 * A report of a local system, as far as repeats of it are told apart.
 *
 * @param credential who reports
 * @param key that the system gave it, the same on its repeats
 * @param sha256 of its body
 * @param address it came from
 */
public record Report(String credential, String key, String sha256, String address) {

    /** What the first one was answered. */
    public record Answered(String sha256, String answer) {}
}
