package io.barsgateway.cases.hold;

import java.util.UUID;

/** Proof that a message is on disk with the work it asks for; also the key by which its delivery is repeated safely. */
public record Receipt(UUID messageId, String reference) {}
