/**
 * The bars command: starts the gateway or the simulator, plays the proxy, shows a whole conversation.
 */
@NullMarked
package io.barsgateway.cli;

import org.jspecify.annotations.NullMarked;
