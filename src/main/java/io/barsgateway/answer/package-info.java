/**
 * What the proxy hears at once: the accepted Bundle, an OperationOutcome, or what this gateway can do.
 */
@NullMarked
package io.barsgateway.answer;

import org.jspecify.annotations.NullMarked;
