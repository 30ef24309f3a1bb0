/**
 * What we keep, in PostgreSQL and nowhere else: messages, verdicts, cases, work to do. A caller is answered after the commit.
 */
@NullMarked
package io.barsgateway.store;

import org.jspecify.annotations.NullMarked;
