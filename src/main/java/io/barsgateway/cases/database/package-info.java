/**
 * The PostgreSQL that everything is kept in: an embedded process where none is configured, an external one in
 * production.
 */
@NullMarked
package io.barsgateway.cases.database;

import org.jspecify.annotations.NullMarked;
