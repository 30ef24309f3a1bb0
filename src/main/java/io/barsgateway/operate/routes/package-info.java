/** The YAML routes of a running gateway: an edited folder is checked apart, and taken as a whole or not at all. */
@NullMarked
package io.barsgateway.operate.routes;

import org.jspecify.annotations.NullMarked;
