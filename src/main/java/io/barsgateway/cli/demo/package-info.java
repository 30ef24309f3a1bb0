/**
 * Playing the proxy: one message with bars send, whole conversations with bars demo.
 */
@NullMarked
package io.barsgateway.cli.demo;

import org.jspecify.annotations.NullMarked;
