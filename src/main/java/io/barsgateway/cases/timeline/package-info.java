/** What happened to a case, from its first message on: found by its ids or by its patient, and told as a timeline. */
@NullMarked
package io.barsgateway.cases.timeline;

import org.jspecify.annotations.NullMarked;
