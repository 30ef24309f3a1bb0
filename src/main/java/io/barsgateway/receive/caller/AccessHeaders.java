package io.barsgateway.receive.caller;

/**
 * Who is behind the message, as the access-control headers tell it. The caller writes them, so they are recorded and told
 * apart by, never trusted as identity.
 *
 * @param organisation ODS code in NHSD-End-User-Organisation; empty where the header is absent or names none
 * @param headers the three headers as they came, one per line, for the record
 */
public record AccessHeaders(String organisation, String headers) {}
