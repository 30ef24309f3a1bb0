/**
 * What CAs say of their certificates afterwards: lists are fetched in the background, and a responder is asked while
 * a request waits, never in a handshake.
 */
@NullMarked
package io.barsgateway.trust.revocation;

import org.jspecify.annotations.NullMarked;
