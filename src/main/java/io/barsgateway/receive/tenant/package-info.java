/**
 * Whom a request is for: the services that the settings declare, and the one that a request names.
 */
@NullMarked
package io.barsgateway.receive.tenant;

import org.jspecify.annotations.NullMarked;
