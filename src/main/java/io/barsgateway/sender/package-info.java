/**
 * Speaking first: an API-M token under our signed JWT, the headers of a Sender, and what the proxy's reply means.
 */
@NullMarked
package io.barsgateway.sender;

import org.jspecify.annotations.NullMarked;
