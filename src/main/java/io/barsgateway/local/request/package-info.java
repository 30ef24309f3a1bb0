/** What a local system asks: read by its schema, known again when it is repeated, answered, and noted in the audit. */
@NullMarked
package io.barsgateway.local.request;

import org.jspecify.annotations.NullMarked;
