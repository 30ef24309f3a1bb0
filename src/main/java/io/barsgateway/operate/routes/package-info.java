/**
 * The YAML routes of a running gateway: an edited file is taken in, and settings stand in them as numbers where Camel
 * wants numbers.
 */
@NullMarked
package io.barsgateway.operate.routes;

import org.jspecify.annotations.NullMarked;
