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
 */
@NullMarked
package io.barsgateway.edge;

import org.jspecify.annotations.NullMarked;
