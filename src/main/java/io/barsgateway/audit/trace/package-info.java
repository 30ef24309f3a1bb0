/**
 * Traces (W3C Trace Context, OpenTelemetry): which requests, attempts and tokens belong together, told to a collector where the
 * settings name one. Ids only; nothing waits for a collector.
 */
@NullMarked
package io.barsgateway.audit.trace;

import org.jspecify.annotations.NullMarked;
