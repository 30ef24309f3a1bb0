/**
 * The organisation's own doors: which of its systems may use them, for which services, and how a repeat is told.
 *
 * <p>Comes in: requests of local systems, with a certificate, a token or from this machine.
 *
 * <p>Goes out: a LocalCaller with the services that it may act for, answers that name fields, and a row of the audit for each read.
 *
 * <p>Can go wrong: an unknown credential (401), a field that breaks the schema (400 with its path): an Objection
 * says what to mend.
 *
 * <p>Start reading: CheckCredential.
 */
@NullMarked
package io.barsgateway.local;

import org.jspecify.annotations.NullMarked;
