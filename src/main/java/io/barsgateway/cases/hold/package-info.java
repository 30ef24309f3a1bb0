/**
 * Accepting, exactly once: the lock on an X-Request-Id, the case that a message is about, and the commit that holds
 * both. A caller is answered after that commit.
 */
@NullMarked
package io.barsgateway.cases.hold;

import org.jspecify.annotations.NullMarked;
