/**
 * Accepting, exactly once: what an earlier attempt came to, the case that a message is about, and the one commit that holds
 * the message. A caller is answered after that commit.
 */
@NullMarked
package io.barsgateway.cases.hold;

import org.jspecify.annotations.NullMarked;
