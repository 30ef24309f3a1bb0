/**
 * Commands about a running gateway or its configuration: they ask its operator's doors, or look at what it would
 * start with.
 */
@NullMarked
package io.barsgateway.cli.operate;

import org.jspecify.annotations.NullMarked;
