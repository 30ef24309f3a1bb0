package io.barsgateway.inbound;

/**
 * The Sender's two ids, as it wrote them: they are echoed on every answer (Core 1.5.0, Transactional-integrity).
 *
 * @param requestId UUID, new for each message and kept on its retries
 * @param correlationId UUID of the conversation
 */
public record Ids(String requestId, String correlationId) {}
