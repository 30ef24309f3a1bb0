/** How several writers write in one statement: each supplies its own SQL, and the store is asked once. */
@NullMarked
package io.barsgateway.audit.write;

import org.jspecify.annotations.NullMarked;
