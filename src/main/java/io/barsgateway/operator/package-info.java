/** What the operator's commands ask of a running gateway, behind a token that only who may read its home has. */
@NullMarked
package io.barsgateway.operator;

import org.jspecify.annotations.NullMarked;
