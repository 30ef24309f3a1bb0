/**
 * Which certificate chains this environment accepts: a chain and a moment go in, a Verdict comes out that names the
 * rule which decided.
 */
@NullMarked
package io.barsgateway.trust.chain;

import org.jspecify.annotations.NullMarked;
