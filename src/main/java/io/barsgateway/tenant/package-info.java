/**
 * Whom a request is for: the services declared in the settings, and the one that a request names.
 */
@NullMarked
package io.barsgateway.tenant;

import org.jspecify.annotations.NullMarked;
