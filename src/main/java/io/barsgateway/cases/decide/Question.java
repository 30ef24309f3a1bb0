package io.barsgateway.cases.decide;

import io.barsgateway.message.Meaning;
import io.barsgateway.outbox.Place;
import java.util.UUID;

/**
 * What a local system is asked to decide.
 *
 * @param id idempotency key: the same whenever the same request is worked
 * @param reference under which we will hold it
 * @param place of this attempt among the questions of the service; while its lease runs nobody else asks
 * @param taken whether the local system said yes to an earlier attempt that we could not hold; it is not asked again
 */
public record Question(UUID id, String reference, Meaning meaning, Place place, boolean taken) {}
