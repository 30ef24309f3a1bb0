/**
 * Who may call us: a certificate chain, a name and an address go in; a Caller comes out, or the request ends.
 */
@NullMarked
package io.barsgateway.receive.caller;

import org.jspecify.annotations.NullMarked;
