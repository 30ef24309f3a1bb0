/**
 * Certificates, keys, names and addresses of an environment: read from files, compared with what a caller presents.
 */
@NullMarked
package io.barsgateway.pki;

import org.jspecify.annotations.NullMarked;
