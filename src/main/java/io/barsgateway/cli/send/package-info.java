/**
 * bars send: a file or a sample goes in, as the BaRS API Proxy or as a local system would bring it, and what became of it is told.
 */
@NullMarked
package io.barsgateway.cli.send;

import org.jspecify.annotations.NullMarked;
