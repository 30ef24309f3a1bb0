/**
 * What accepting a message comes to: ids of ours, our planned Encounter, the case as it then stands. Nothing is
 * stored here.
 */
@NullMarked
package io.barsgateway.cases.accept;

import org.jspecify.annotations.NullMarked;
