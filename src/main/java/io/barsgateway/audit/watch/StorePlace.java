package io.barsgateway.audit.watch;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the store is, for who tells of it.
 *
 * @param embedded folder of the gateway's own PostgreSQL; null where it is somebody else's, whose disk the gateway cannot see
 */
public record StorePlace(@Nullable Path embedded) {}
