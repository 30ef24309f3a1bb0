/**
 * What changes under a running gateway: files are looked at, settings are read again, and what is wrong with either
 * stands as an alarm until it is mended.
 */
@NullMarked
package io.barsgateway.audit.watch;

import org.jspecify.annotations.NullMarked;
