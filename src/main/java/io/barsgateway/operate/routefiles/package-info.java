/** The files of a routes folder as they are read: each part of a file with its line, and what is wrong with it in words. */
@NullMarked
package io.barsgateway.operate.routefiles;

import org.jspecify.annotations.NullMarked;
