package io.barsgateway.cases.decide;

import java.net.URI;
import java.util.UUID;

/**
 * What a local system is asked to decide.
 *
 * @param id idempotency key: the same whenever the same request is worked
 * @param reference under which we will hold it
 */
public record Question(UUID id, URI url, String reference, String meaning) {}
