package io.barsgateway.operate.routecheck;

import java.util.List;
import org.apache.camel.CamelContext;

/** A rule of a safe start that a route can break as well as a setting. */
public interface RouteSafety {

    /**
     * What the routes of this context do against it.
     *
     * @return a sentence for each, which says what to do instead; empty where nothing is, or where it is done knowingly
     */
    List<Breach> breaches(CamelContext context);

    /**
     * One.
     *
     * @param rule its name, as bars.i-know takes it
     * @param host words of the endpoint that a route file may hold, by which its line is found
     */
    record Breach(String rule, String host, String reason) {}
}
