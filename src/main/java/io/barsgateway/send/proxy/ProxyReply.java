package io.barsgateway.send.proxy;

import io.barsgateway.fhir.Original;

/**
 * What the proxy answered to one call, whatever it means.
 *
 * @param status of HTTP
 * @param body empty where there was none
 */
public record ProxyReply(int status, Original body) {

    /** Whether our token is what it did not take. What a Receiver refuses by a code of its own says nothing of the token. */
    boolean isAboutTheToken() {
        return (status == 401 || status == 403) && !FirstIssue.of(body).isReceivers();
    }
}
