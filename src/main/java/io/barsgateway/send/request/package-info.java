/**
 * A message or a question of a local system: checked, held for sending, and what became of it.
 */
@NullMarked
package io.barsgateway.send.request;

import org.jspecify.annotations.NullMarked;
