/**
 * The YAML routes of a running gateway: an edited folder is checked apart and taken as a whole or not at all, and settings stand in them as numbers where Camel
 * wants numbers.
 */
@NullMarked
package io.barsgateway.operate.routes;

import org.jspecify.annotations.NullMarked;
