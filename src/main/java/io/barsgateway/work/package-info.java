/**
 * Work to be done with a message that is held: claimed by one gateway at a time, settled, postponed or set aside.
 */
@NullMarked
package io.barsgateway.work;

import org.jspecify.annotations.NullMarked;
