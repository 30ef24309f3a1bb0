/**
 * From the socket to a whole HTTP request, and back: addresses, TLS with client certificates, HTTP limits, one
 * deadline for each request.
 *
 * <p>Comes in: TCP connections from anybody.
 *
 * <p>Goes out: whole HTTP requests of admitted callers for the routes, and the answers of the routes for the
 * callers.
 *
 * <p>Can go wrong: a stranger is cut off without a word, a malformed or slow request is answered before any route
 * sees it, and a route that is too slow loses its right to answer (408).
 *
 * <p>Start reading: Pipeline: the handlers of a connection in their order.
 *
 * <p>Data travels in the variables that routes name. What does not, and why; this list may only get shorter:
 * <ul>
 *   <li>channel attribute {@code bars.peer}: the address and the certificate chain belong to a connection, which has no
 *       exchange yet ({@link io.barsgateway.edge.handshake.Peer});
 *   <li>exchange property {@code bars.request}: the request as it came, for the two steps that read it; Camel's own
 *       message would mix its query with its headers ({@link io.barsgateway.edge.listener.RequestBinding});
 *   <li>a completion of each exchange of a door: a request that was told 408 counts as in flight until its route is over;
 *   <li>a completion of each exchange that begins a transaction: the connection goes back to its pool, whatever the route
 *       did ({@code cases.hold.BeginRequest});
 *   <li>variable {@code transaction}: not a value but an open transaction, until it is committed or its exchange is over;
 *   <li>body and {@code CamelHttpResponseCode} after an HTTP call: the reply, read by the one step that follows the call.
 * </ul>
 */
@NullMarked
package io.barsgateway.edge;

import org.jspecify.annotations.NullMarked;
