/**
 * What we answer: to the proxy at once, to the Sender later with a response message, to the local system on its own side.
 */
@NullMarked
package io.barsgateway.response;

import org.jspecify.annotations.NullMarked;
