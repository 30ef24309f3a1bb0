/** Commands for whoever is on call; each asks the operator's side of a running gateway. */
@NullMarked
package io.barsgateway.cli.duty;

import org.jspecify.annotations.NullMarked;
