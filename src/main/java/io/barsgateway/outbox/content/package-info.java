/** What the store keeps of messages and cases, byte for byte: the table of messages and the content of a case. */
@NullMarked
package io.barsgateway.outbox.content;

import org.jspecify.annotations.NullMarked;
