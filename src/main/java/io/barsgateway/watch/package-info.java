/**
 * What changes under a running gateway: files are looked at, settings read again, and what is wrong with either stands as an
 * alarm until it is mended.
 */
@NullMarked
package io.barsgateway.watch;

import org.jspecify.annotations.NullMarked;
