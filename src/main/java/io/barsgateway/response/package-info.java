/**
 * What the Sender hears later: an outcome reported by a local system becomes a response message, held for sending.
 */
@NullMarked
package io.barsgateway.response;

import org.jspecify.annotations.NullMarked;
