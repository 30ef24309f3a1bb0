/**
 * The organisation's own side: its door, who of its systems may use it and for which services, and what its operator may ask
 * of a running gateway.
 */
@NullMarked
package io.barsgateway.local;

import org.jspecify.annotations.NullMarked;
