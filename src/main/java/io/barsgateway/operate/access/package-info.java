/** Who is let in: the operator by a token, a caller for a time; who was turned away, and the certificates that decide it. */
@NullMarked
package io.barsgateway.operate.access;

import org.jspecify.annotations.NullMarked;
