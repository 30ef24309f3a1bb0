/**
 * bars cert: from nothing to a certificate that the proxy accepts, and from that to the next one.
 */
@NullMarked
package io.barsgateway.cli.cert;

import org.jspecify.annotations.NullMarked;
