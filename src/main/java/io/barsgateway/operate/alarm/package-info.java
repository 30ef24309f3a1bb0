/** Alarms as operators hear, list and take them, and what is looked at now and then to raise one. */
@NullMarked
package io.barsgateway.operate.alarm;

import org.jspecify.annotations.NullMarked;
