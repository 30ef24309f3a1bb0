package io.barsgateway.edge.listener;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;

/** Memory for the bytes that listeners receive and send. */
final class Buffers {

    /**
     * How many times a page of 8 KB is doubled: 2^7 pages are 1 MB, which Netty's arenas take at a time, where Netty itself takes 4 MB.
     * There are twice as many arenas as threads of a listener that read and write. Mostly the connections of one thread hold less than
     * 1 MB at a time, and where they hold more, their arena takes 1 MB more.
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
