package io.barsgateway.edge.listener;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;

/** Memory for the bytes that listeners receive and send. */
final class Buffers {

    /**
     * How many times a page of 8 KB is doubled: 2^7 pages are 1 MB, which an arena of Netty takes at a time; by Netty's own rule it is 4 MB.
     * Mostly all connections of one arena hold less than 1 MB. Where they hold more, the arena takes another 1 MB.
     */
    private static final int DOUBLED = 7;

    /** Shared by all listeners. Its other rules are Netty's own, and so is this one where {@code io.netty.allocator.maxOrder} is lower. */
    static final ByteBufAllocator ALL = new PooledByteBufAllocator(
            PooledByteBufAllocator.defaultPreferDirect(),
            PooledByteBufAllocator.defaultNumHeapArena(),
            PooledByteBufAllocator.defaultNumDirectArena(),
            PooledByteBufAllocator.defaultPageSize(),
            Math.min(DOUBLED, PooledByteBufAllocator.defaultMaxOrder()),
            PooledByteBufAllocator.defaultSmallCacheSize(),
            PooledByteBufAllocator.defaultNormalCacheSize(),
            PooledByteBufAllocator.defaultUseCacheForAllThreads());

    private Buffers() {}
}
