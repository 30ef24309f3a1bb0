/**
 * Certificates and keys as files: what people have is read here, whatever its form, and what we make ourselves is
 * written. Nothing here decides whom to believe.
 */
@NullMarked
package io.barsgateway.trust.keys;

import org.jspecify.annotations.NullMarked;
