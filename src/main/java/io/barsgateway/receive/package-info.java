/**
 * The request as we read it: who is on the connection, what the headers and the body say, for which of our services
 * it is.
 *
 * <p>Comes in: an HTTP request from the edge, and the connection that it came on.
 *
 * <p>Goes out: a Connection, a Caller, a Request, its Ids and the Tenant that it is for, each in a variable of the
 * route.
 *
 * <p>Can go wrong: a caller that is not on the list (403, no reason given), a header that is missing or cannot be
 * read (400), a service that is not ours (404).
 *
 * <p>Start reading: ReadRequest, then the rooms caller, tenant and service.
 */
@NullMarked
package io.barsgateway.receive;

import org.jspecify.annotations.NullMarked;
