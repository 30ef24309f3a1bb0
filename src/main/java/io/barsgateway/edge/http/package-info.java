/**
 * What HTTP/1.1 asks of a connection, whatever the request: heads are read strictly, answers leave in the order of the requests, HEAD has no
 * body, a refusal has one, and a connection ends without loss of its last answer.
 */
@NullMarked
package io.barsgateway.edge.http;

import org.jspecify.annotations.NullMarked;
