/** The queue in the store: the table of work, which of it is due, and how a gateway leases, renews, settles and returns it. */
@NullMarked
package io.barsgateway.outbox.queue;

import org.jspecify.annotations.NullMarked;
