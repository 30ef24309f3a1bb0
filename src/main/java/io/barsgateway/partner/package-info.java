/**
 * What is known of the services that we send to: what they take, in which version, asked before the first message and
 * remembered for a while.
 */
@NullMarked
package io.barsgateway.partner;

import org.jspecify.annotations.NullMarked;
