package io.barsgateway.outbox;

import java.util.UUID;

/**
 * One attempt in a lane.
 *
 * @param kind what the lane is for: {@link Work#DELIVER}, {@link Work#SEND}, or questions to local systems that decide
 * @param lane which neighbour
 * @param lease names the attempt
 */
public record Place(String kind, String lane, UUID lease) {}
