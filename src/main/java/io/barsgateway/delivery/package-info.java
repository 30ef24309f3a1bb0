/**
 * Handing on: what work is due, when it is tried again, and when it is set aside as undelivered.
 */
@NullMarked
package io.barsgateway.delivery;

import org.jspecify.annotations.NullMarked;
