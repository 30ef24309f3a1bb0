/**
 * Mappings without Java: JSONata files and code tables that stand beside the routes and turn a message, or the view of it, into the
 * JSON that a local system wants (docs/mapping.md).
 *
 * <p>A mapping belongs to the set of routes it stands in, is compiled before the set runs, and is bounded while it runs: in time,
 * in depth, in memory and in the size of whatever it makes.
 */
@NullMarked
package io.barsgateway.deliver.mapping;

import org.jspecify.annotations.NullMarked;
