/**
 * Commands that start something: the gateway, the simulator, or both.
 */
@NullMarked
package io.barsgateway.cli.run;

import org.jspecify.annotations.NullMarked;
