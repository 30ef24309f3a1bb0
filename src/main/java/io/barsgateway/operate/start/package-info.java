/**
 * Whether the configuration is safe: looked at whole before a port opens.
 */
@NullMarked
package io.barsgateway.operate.start;

import org.jspecify.annotations.NullMarked;
