/**
 * The far side, for local runs, the compose stack and tests: BaRS API Proxy, API-M, another organisation, a local
 * system. Nobody in the flow knows it.
 *
 * <p>Comes in: what the gateway sends, and what a person asks it to play.
 *
 * <p>Goes out: answers as strict as the real ones, requests to the gateway, a journal of what it saw.
 *
 * <p>Can go wrong: what a habit or a published value asks it to do wrong (docs/simulator.md).
 *
 * <p>Start reading: Simulator.
 */
@NullMarked
package io.barsgateway.simulator;

import org.jspecify.annotations.NullMarked;
