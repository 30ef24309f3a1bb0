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
 * sees it, what finds no memory, no worker in time or no place is told so (503, 429), and a route that is too slow loses
 * its right to answer (408).
 *
 * <p>Here is what other chapters give a listener when they make it: its settings, the memory for all documents, and who hears of each
 * answer. The rooms use it.
 *
 * <p>Start reading: Pipeline in the room listener: the handlers of a connection in their order, from the rooms handshake, http, guard and
 * request.
 *
 * <p>Data travels in the variables that routes name. What does not, and why; this list may only get shorter:
 * <ul>
 *   <li>channel attribute {@code bars.peer}: the address and the certificate chain belong to a connection, which has no
 *       exchange yet ({@link io.barsgateway.edge.handshake.Peer});
 *   <li>exchange property {@code bars.request}: the request as it came, for the steps that read a connection or a request;
 *       Camel's own message would mix its query with its headers ({@link io.barsgateway.edge.request.RequestBinding});
 *   <li>exchange property {@code CamelExceptionCaught}: the failure, for the steps of {@code 00-faults.yaml};
 *   <li>a completion of each exchange of a door: a request that was told 408 counts as in flight, and keeps its memory, until
 *       its route is over;
 *   <li>a completion of each exchange that begins a transaction: the connection goes back to its pool, whatever the route
 *       did ({@code cases.hold.BeginRequest});
 *   <li>live objects in variables: {@code transaction} is open until it is committed or its exchange is over,
 *       {@code connection} knows whether there is still time to answer, and takes what the audit and the trace say of what was heard;
 *       {@code acceptance} counts the ids that it gave; {@code trace} is the span of an attempt;
 *   <li>a completion of each exchange that is an attempt or asks a question: its span ends, whatever the route did
 *       ({@link io.barsgateway.audit.trace.EndOfTrace});
 *   <li>body and {@code CamelHttpResponseCode}: what an HTTP call or {@code unmarshal} left, for the one step that follows;
 *   <li>the id of the route that a request came in by, for the audit of the operator ({@code operate.access.CheckOperator}), and the
 *       remote address for {@code operate.health.ReportHealth}, which admits nobody.
 * </ul>
 */
@NullMarked
package io.barsgateway.edge;

import org.jspecify.annotations.NullMarked;
