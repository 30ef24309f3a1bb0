/**
 * The far side, for local runs, the compose stack and tests: BaRS API Proxy, API-M, another organisation, a local system.
 */
@NullMarked
package io.barsgateway.simulator;

import org.jspecify.annotations.NullMarked;
