package io.barsgateway.caller;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** One reason to refuse a verified path, leaf first. Its words are for our log. */
@FunctionalInterface
interface ChainRule {

    Optional<String> objection(List<X509Certificate> path);
}
