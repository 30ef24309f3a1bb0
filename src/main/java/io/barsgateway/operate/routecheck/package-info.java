/** Whether a set of routes may run: one class for each kind of mistake, and each mistake found with its file and line. */
@NullMarked
package io.barsgateway.operate.routecheck;

import org.jspecify.annotations.NullMarked;
