/** Whether this gateway lives, is ready and is well, and by which settings it goes: for monitors and for bars doctor. */
@NullMarked
package io.barsgateway.operate.health;

import org.jspecify.annotations.NullMarked;
