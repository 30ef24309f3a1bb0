/**
 * Speaking to the BaRS API Proxy: an API-M token under our signed JWT, the headers of a Sender, and what a reply
 * means.
 */
@NullMarked
package io.barsgateway.send.proxy;

import org.jspecify.annotations.NullMarked;
