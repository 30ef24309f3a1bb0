/**
 * Which certificate chains this environment accepts: a chain and a moment go in, a Verdict comes out that names the rule
 * which decided. What it decides by can be replaced while it runs.
 */
@NullMarked
package io.barsgateway.pki;

import org.jspecify.annotations.NullMarked;
