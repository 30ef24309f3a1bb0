/**
 * What is decided before we answer, and by whom: nobody, the slot diary, or the local system; and what was decided
 * but never acknowledged.
 */
@NullMarked
package io.barsgateway.cases.decide;

import org.jspecify.annotations.NullMarked;
