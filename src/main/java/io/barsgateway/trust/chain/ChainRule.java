package io.barsgateway.trust.chain;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** One reason to refuse a path, leaf first and root last. */
@FunctionalInterface
interface ChainRule {

    Optional<Refusal> objection(List<X509Certificate> path);
}
