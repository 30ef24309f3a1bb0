/** The benchmark of the gateway, {@code bars bench}: what it takes, beside what PostgreSQL alone takes on the same machine. */
@NullMarked
package io.barsgateway.bench;

import org.jspecify.annotations.NullMarked;
