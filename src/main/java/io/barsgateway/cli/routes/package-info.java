/** {@code bars routes}: the YAML routes and what belongs to them, before they run. */
@NullMarked
package io.barsgateway.cli.routes;

import org.jspecify.annotations.NullMarked;
