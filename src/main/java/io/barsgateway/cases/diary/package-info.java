/**
 * The slot diary: what a service offers, in the store; loaded from files or generated, booked once.
 */
@NullMarked
package io.barsgateway.cases.diary;

import org.jspecify.annotations.NullMarked;
