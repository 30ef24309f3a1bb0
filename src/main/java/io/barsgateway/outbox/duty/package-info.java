/** What people on call see of work that is not done, and what they do with it: lists, alarms, try it again, take it, end it, pause a service. */
@NullMarked
package io.barsgateway.outbox.duty;

import org.jspecify.annotations.NullMarked;
