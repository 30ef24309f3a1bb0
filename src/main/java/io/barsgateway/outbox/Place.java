package io.barsgateway.outbox;

import io.barsgateway.fhir.identity.ServiceId;
import java.util.UUID;

/**
 * One attempt in a lane.
 *
 * @param kind what the lane is for
 * @param lane which neighbour
 * @param service of ours that it is for
 * @param lease names the attempt
 */
public record Place(WorkKind kind, String lane, ServiceId service, UUID lease) {}
