/** Whom a request is for: every service that is served here or known elsewhere, and the one that a request names. */
@NullMarked
package io.barsgateway.receive.tenant;

import org.jspecify.annotations.NullMarked;
