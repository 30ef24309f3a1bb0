/**
 * Access tokens of the systems that work goes to: fetched by one caller at a time, kept until shortly before their end, and not asked
 * for again and again while their endpoint fails.
 */
@NullMarked
package io.barsgateway.outbox.token;

import org.jspecify.annotations.NullMarked;
