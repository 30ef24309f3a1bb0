/**
 * Whether a certificate may be believed: our own files, the authorities of this environment, and what they have
 * revoked.
 *
 * <p>Comes in: files that the settings name, and the certificate chain that a caller presents.
 *
 * <p>Goes out: our keys and certificates, and a Verdict on the chain which names the rule that decided.
 *
 * <p>Can go wrong: a file does not hold what it should (UnusableFile: the last good one stays in use), or a
 * revocation list is out of date.
 *
 * <p>Start reading: CallerChains, then ChainRules.
 */
@NullMarked
package io.barsgateway.trust;

import org.jspecify.annotations.NullMarked;
