package io.barsgateway.send.proxy;

import java.net.URI;

/**
 * Where a message of ours goes, and the headers that say for whom and from whom (bars-protocol 3.1).
 *
 * @param target NHSD-Target-Identifier
 * @param organisation NHSD-End-User-Organisation
 * @param software NHSD-Requesting-Software
 * @param accept with the BaRS Core version
 * @param requestId X-Request-Id of a question; a message has its own
 * @param correlationId X-Correlation-Id
 */
public record Address(
        URI url,
        String target,
        String organisation,
        String software,
        String accept,
        String requestId,
        String correlationId) {}
