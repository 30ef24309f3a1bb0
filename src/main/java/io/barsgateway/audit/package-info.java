/**
 * What someone must be able to ask about later: every attempt and action, who, from where, by which rule and what
 * came of it.
 *
 * <p>Comes in: an AuditEvent from whoever decides something. Its texts are ids, names, codes and hashes, never
 * content of a message.
 *
 * <p>Goes out: rows that nobody can change unseen, alarms for the operator, counts for a monitor.
 *
 * <p>Can go wrong: the store does not answer: events wait in memory and are written when it does.
 *
 * <p>Start reading: AuditTrail.
 */
@NullMarked
package io.barsgateway.audit;

import org.jspecify.annotations.NullMarked;
