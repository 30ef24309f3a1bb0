package io.barsgateway.cases;

import io.barsgateway.fhir.Original;
import java.util.UUID;

/**
 * A message of ours to the proxy, as it will leave.
 *
 * @param id of the message in our store
 * @param requestId its X-Request-Id, the same on each attempt
 * @param useContext the use-context header, which only the NHS's statistics read
 */
public record Outgoing(UUID id, String requestId, String bundleId, String useContext, Original body) {}
