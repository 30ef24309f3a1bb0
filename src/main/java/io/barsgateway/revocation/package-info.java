/** What CAs say of their certificates afterwards: lists fetched in the background, responders asked; never in a handshake. */
@NullMarked
package io.barsgateway.revocation;

import org.jspecify.annotations.NullMarked;
