package io.barsgateway.operate.routecheck;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.component.log.LogEndpoint;
import org.apache.camel.component.netty.NettyEndpoint;
import org.apache.camel.component.netty.http.NettyHttpEndpoint;

/**
 * An option that a known weakness of Camel makes dangerous (docs/advisories.md has the numbers). It is looked for on the endpoints
 * themselves, so that it is found whether a route, a placeholder, a component or a bean has set it.
 */
public enum UnsafeOption {
    /** A failure would be told to the caller as a stack trace. */
    TELLS_FAILURES(
            "muteException",
            UnsafeOption::tellsFailures,
            "a caller would be told what failed inside; leave the option out, every door is muted already"),

    /** The token, and the message, would go to whatever host an answer names. */
    FOLLOWS_REDIRECTS(
            "followRedirects",
            UnsafeOption::followsRedirects,
            "a redirect would take our token and the message to another host; leave the option out, and give the final address"),

    /** An answer could make Java objects here. */
    DESERIALISES(
            "transferException",
            UnsafeOption::deserialises,
            "a Java object in an answer would be made here, which may run code; leave the option out"),

    /** Paths that differ in the case of their letters would pass it. */
    GUARDS_BY_PATH(
            "securityConfiguration",
            UnsafeOption::guardsByPath,
            "its rules can be passed by writing a path in other letters; leave the option out, and call"
                    + " direct:admit-caller, direct:admit-local-system or direct:admit-operator"),

    /** It has no TLS, no limits and no caller check. A route whose address is a placeholder does not show it. */
    OPENS_A_PORT(
            "",
            UnsafeOption::opensAPort,
            "a door that is not on a listener of the gateway knows no TLS-MA and no caller; write `uri:"
                    + " netty-http:http://{{bars.local.host}}:{{bars.local.port}}/NAME` with `nettySharedHttpServer: \"#localListener\"`") {
        @Override
        public List<String> endpointsOf(CamelContext context) {
            return context.getRoutes().stream()
                    .map(Route::getEndpoint)
                    .filter(UnsafeOption::opensAPort)
                    .map(Endpoint::getEndpointBaseUri)
                    .toList();
        }
    },

    /** A log with a patient's data. */
    LOGS_CONTENT(
            "",
            UnsafeOption::logsContent,
            "the component log writes bodies or headers, which hold a patient's data; write a step `log` with ids, such as"
                    + " ${variable.work.messageId}"),

    /** A restart loses what is there, and it counted as delivered. */
    KEEPS_IN_MEMORY(
            "",
            UnsafeOption::keepsInMemory,
            "keeps messages in memory: a restart loses what counts as delivered; write direct: and a route of your own");

    private static final Pattern IN_MEMORY = Pattern.compile("(?:seda|stub|mock|dataset|dataset-test|browse):.*");

    private final String option;
    private final Predicate<Endpoint> set;
    private final String reason;

    UnsafeOption(String option, Predicate<Endpoint> set, String reason) {
        this.option = option;
        this.set = set;
        this.reason = reason;
    }

    /** Its name in a route file. */
    String option() {
        return option;
    }

    /** What could happen, and what to do instead. */
    public String reason() {
        return option.isEmpty() ? reason : option + ": " + reason;
    }

    /** The URIs, without their options, of the endpoints of this context that have it. */
    public List<String> endpointsOf(CamelContext context) {
        return context.getEndpoints().stream()
                .filter(set)
                .map(Endpoint::getEndpointBaseUri)
                .toList();
    }

    private static boolean tellsFailures(Endpoint endpoint) {
        return endpoint instanceof NettyHttpEndpoint door
                && !door.getConfiguration().isMuteException();
    }

    private static boolean followsRedirects(Endpoint endpoint) {
        return endpoint instanceof HttpEndpoint call && call.isFollowRedirects();
    }

    private static boolean deserialises(Endpoint endpoint) {
        return (endpoint instanceof NettyHttpEndpoint door
                        && door.getConfiguration().isTransferException())
                || (endpoint instanceof HttpEndpoint call && call.isTransferException());
    }

    private static boolean opensAPort(Endpoint endpoint) {
        return endpoint instanceof NettyEndpoint
                && !(endpoint instanceof NettyHttpEndpoint door && door.getNettySharedHttpServer() != null);
    }

    private static boolean logsContent(Endpoint endpoint) {
        return endpoint instanceof LogEndpoint log
                && (log.isShowBody()
                        || log.isShowAll()
                        || log.isShowHeaders()
                        || log.isShowProperties()
                        || log.isShowAllProperties()
                        || log.isShowVariables()
                        || log.isShowException());
    }

    private static boolean keepsInMemory(Endpoint endpoint) {
        return IN_MEMORY.matcher(endpoint.getEndpointUri()).matches();
    }

    private static boolean guardsByPath(Endpoint endpoint) {
        return endpoint instanceof NettyHttpEndpoint door && door.getSecurityConfiguration() != null;
    }
}
