/**
 * The bars command. It may know all of the house; nobody knows it.
 *
 * <p>Comes in: the words of a command line.
 *
 * <p>Goes out: a running gateway, or one answer and an exit code: 0 success, 1 a failure that its one line explains,
 * 2 words that cannot be read.
 *
 * <p>Can go wrong: Failure puts it into one line that says what to do.
 *
 * <p>Start reading: Bars.
 */
@NullMarked
package io.barsgateway.cli;

import org.jspecify.annotations.NullMarked;
