/**
 * A connection before its first request: the address it comes from, the TLS it speaks, the certificate it shows. A
 * stranger ends here, with one line for us and a bare alert for them.
 */
@NullMarked
package io.barsgateway.edge.handshake;

import org.jspecify.annotations.NullMarked;
