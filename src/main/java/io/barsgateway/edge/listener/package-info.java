/**
 * The port: it opens once every route runs, gives each connection its handlers, hands each request to the set of routes that is
 * served at that moment, and closes after the last answer.
 */
@NullMarked
package io.barsgateway.edge.listener;

import org.jspecify.annotations.NullMarked;
