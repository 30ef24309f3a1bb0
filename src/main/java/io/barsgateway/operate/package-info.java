/**
 * What the operator of a running gateway sees and does: health, certificates, who was turned away, who is let in for
 * a time.
 *
 * <p>Comes in: requests of the bars command, with a token that only who may read the home has.
 *
 * <p>Goes out: reports as JSON, and the change that was asked for, noted in the audit.
 *
 * <p>Can go wrong: a wrong token (401), a start that is not safe (refused with every reason), a route file that does
 * not load (the old routes stay).
 *
 * <p>Start reading: ReportHealth in the room health, then SecureStart in the room start.
 */
@NullMarked
package io.barsgateway.operate;

import org.jspecify.annotations.NullMarked;
