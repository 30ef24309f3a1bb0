/**
 * The log: as text or as JSON, each line of ours with the code of its event, and never the bytes of a message.
 */
@NullMarked
package io.barsgateway.operate.log;

import org.jspecify.annotations.NullMarked;
