/** For authors of routes: the routes as a list and as a picture, and what a route does with one message. */
@NullMarked
package io.barsgateway.operate.routeauthor;

import org.jspecify.annotations.NullMarked;
