/**
 * What we ask of others, through the BaRS API Proxy and with an API-M token.
 *
 * <p>Comes in: messages and questions of local systems, and the work of sending what is held.
 *
 * <p>Goes out: HTTP requests to the proxy under our token, and what their replies mean.
 *
 * <p>Can go wrong: no token, a target that would refuse the message, a reply that is no receipt: the work is tried
 * again or set aside (see outbox).
 *
 * <p>Start reading: routes/60-send.yaml, then ClaimSending in the room proxy.
 */
@NullMarked
package io.barsgateway.send;

import org.jspecify.annotations.NullMarked;
