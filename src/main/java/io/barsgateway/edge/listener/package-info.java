/**
 * The port: TCP connections come in, whole HTTP requests go to the routes. What is refused before any route is
 * refused here.
 */
@NullMarked
package io.barsgateway.edge.listener;

import org.jspecify.annotations.NullMarked;
