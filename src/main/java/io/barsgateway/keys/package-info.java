/**
 * Certificates and keys as files: what people have is read here, whatever its form, and what we make ourselves is written.
 * Nothing here decides who may call.
 */
@NullMarked
package io.barsgateway.keys;

import org.jspecify.annotations.NullMarked;
