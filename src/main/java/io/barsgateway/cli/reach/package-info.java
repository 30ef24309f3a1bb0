/**
 * What every command needs: where the home is, which settings hold, how a running gateway is asked, how a failure is
 * told.
 */
@NullMarked
package io.barsgateway.cli.reach;

import org.jspecify.annotations.NullMarked;
