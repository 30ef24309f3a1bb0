/**
 * Whether a request is let through to the routes, judged while it arrives: its head, the name and the path that it asks for, its time, and
 * the memory for its body. What is not let through is answered here.
 */
@NullMarked
package io.barsgateway.edge.guard;

import org.jspecify.annotations.NullMarked;
