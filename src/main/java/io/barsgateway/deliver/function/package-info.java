/** The functions that a mapping may call, and the code tables that {@code $translate} reads. */
@NullMarked
package io.barsgateway.deliver.function;

import org.jspecify.annotations.NullMarked;
