/**
 * One revocation list: what it speaks of, whether it speaks of a certificate, and where lists may be fetched from.
 */
@NullMarked
package io.barsgateway.trust.crl;

import org.jspecify.annotations.NullMarked;
