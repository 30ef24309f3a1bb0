package io.barsgateway.cases;

import org.jspecify.annotations.Nullable;

/**
 * A report of a local system, as far as repeats of it are told apart.
 *
 * @param credential who reports
 * @param key that the system gave it, the same on its repeats
 * @param sha256 of its body
 * @param address it came from
 * @param rule that a person answers for setting aside; empty where none is
 * @param detail who, and why
 * @param trace W3C traceparent of the report; null where there is none
 */
public record LocalRequest(
        String credential,
        String key,
        String sha256,
        String address,
        String rule,
        String detail,
        @Nullable String trace) {

    /** The same report, for which a person answers. */
    public LocalRequest answeredFor(String newRule, String newDetail) {
        return new LocalRequest(credential, key, sha256, address, newRule, newDetail, trace);
    }

    /** What the first one was answered. */
    public record Answered(String sha256, String answer) {}
}
