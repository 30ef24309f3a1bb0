/**
 * What a message means: bytes go in, a Message that meets the standard comes out, or a Fault names the rule.
 */
@NullMarked
package io.barsgateway.message;

import org.jspecify.annotations.NullMarked;
