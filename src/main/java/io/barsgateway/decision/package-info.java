/**
 * What is decided before we answer, and by whom: nobody, the slot diary, or the local system; and what was decided but never
 * heard.
 */
@NullMarked
package io.barsgateway.decision;

import org.jspecify.annotations.NullMarked;
