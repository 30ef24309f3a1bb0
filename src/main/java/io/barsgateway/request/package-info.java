/**
 * What we ask of others: a message or a short description of one from the local side, checked, held, sent through the proxy, and
 * what came of it.
 */
@NullMarked
package io.barsgateway.request;

import org.jspecify.annotations.NullMarked;
