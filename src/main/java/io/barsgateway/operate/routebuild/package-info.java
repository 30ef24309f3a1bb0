/** A Camel context for a set of routes: settings stand in it as numbers where Camel wants numbers, and no call or answer is endless. */
@NullMarked
package io.barsgateway.operate.routebuild;

import org.jspecify.annotations.NullMarked;
