/** What an attempt comes to, what that means for its message and its neighbour, and when the next one is made. */
@NullMarked
package io.barsgateway.outbox.attempt;

import org.jspecify.annotations.NullMarked;
