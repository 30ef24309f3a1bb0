/** What a person who is on call asks and does: what waits, where a message is, try it again, take it, end it, pause a service. */
@NullMarked
package io.barsgateway.operate.work;

import org.jspecify.annotations.NullMarked;
