package io.barsgateway.trust.chain;

import java.net.URI;
import java.security.cert.X509Certificate;

/**
 * A revocation list that a certificate names, that no current list stands in for, and that is on a host of bars.pki.crl-urls. Only
 * of a path that passed every other rule, so that the name is one that a CA of ours has signed.
 *
 * @param leaf of the path
 * @param url as that certificate, or one above it, names it
 * @param isCovered whether a pattern of bars.pki.crl-urls covers it, so that it may be fetched
 */
public record MissingList(X509Certificate leaf, URI url, boolean isCovered) {}
