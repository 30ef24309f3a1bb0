/**
 * Cases as they are held: found, read and changed, each in one order; how a local system's reports of them are told apart.
 */
@NullMarked
package io.barsgateway.casefile;

import org.jspecify.annotations.NullMarked;
