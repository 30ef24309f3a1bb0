/** One lane for each neighbour: how many attempts run at once, how few while it fails, and how long attempts take. */
@NullMarked
package io.barsgateway.outbox.lane;

import org.jspecify.annotations.NullMarked;
