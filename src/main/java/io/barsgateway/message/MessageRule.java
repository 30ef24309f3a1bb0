package io.barsgateway.message;

import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.fault.Issue;
import io.barsgateway.receive.service.Receiver;
import java.util.Optional;

/** One thing that must hold of a message to a service. A rule is pure: the same message always gets the same verdict. */
@FunctionalInterface
interface MessageRule {

    Optional<Issue> objection(MessageBundle bundle, Receiver receiver);
}
