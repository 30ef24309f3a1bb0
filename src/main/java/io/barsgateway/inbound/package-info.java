/**
 * The proxy's side of the gateway: where it listens, who is on the connection, and the Request that was made.
 */
@NullMarked
package io.barsgateway.inbound;

import org.jspecify.annotations.NullMarked;
