/**
 * A whole request on its way to its route and back: its turn at a worker, the one time in which it is answered, the exchange that Camel
 * makes of it, and what its caller heard.
 */
@NullMarked
package io.barsgateway.edge.request;

import org.jspecify.annotations.NullMarked;
