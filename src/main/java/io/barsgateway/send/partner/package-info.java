/**
 * What is known of the services that we send to: what they take, in which version; asked before the first message and
 * remembered for a day.
 */
@NullMarked
package io.barsgateway.send.partner;

import org.jspecify.annotations.NullMarked;
