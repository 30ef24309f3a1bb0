/**
 * bars demo: whole conversations between a gateway, or two, and the simulator, told as they happen.
 */
@NullMarked
package io.barsgateway.cli.demo;

import org.jspecify.annotations.NullMarked;
