package io.barsgateway.receive.caller;

/**
 * The system that calls us, by the name in its certificate.
 *
 * @param thumbprint SHA-256 of that certificate, hex
 */
public record Caller(String name, String thumbprint) {}
