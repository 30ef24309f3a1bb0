package io.barsgateway.cli.operate;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.cli.reach.Operator;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bars handshakes}: who was turned away, why, and what to do about it. */
@Command(
        name = "handshakes",
        description = "Lists who was turned away lately: from where, which certificate, which rule.")
public final class Handshakes implements Callable<Integer> {

    private static final Map<String, String> ADVICE = Map.ofEntries(
            Map.entry("address", "add it to bars.caller.addresses where it is the proxy's, else do nothing"),
            Map.entry("name", "add it to bars.caller.names where it is the proxy, or: bars caller allow"),
            Map.entry("issuer", "where the NHS issues callers by a new sub-CA, add its file to bars.pki.issuers"),
            Map.entry("chain", "compare bars.pki.roots and issuers with: bars cert roots"),
            Map.entry("dates", "its owner must renew it"),
            Map.entry("issuer-dates", "load the current sub-CA into bars.pki.issuers"),
            Map.entry("root-dates", "load the current root into bars.pki.roots"),
            Map.entry("name-constraints", "its owner must ask its CA for a sub-CA whose name constraints can be read"),
            Map.entry("no-certificate", "a port scan, a browser or a monitor; the proxy always shows one"),
            Map.entry("revocation", "its CA has revoked it, or no current list is loaded: bars cert check"),
            Map.entry("leaf-is-ca", "its owner must ask its CA for a client's certificate"),
            Map.entry("serial", "its owner must have it issued again"),
            Map.entry("proxy-protocol", "the balancer must send a PROXY line, or bars.inbound.proxy-protocol be off"),
            Map.entry("connections", "too many at once: bars.inbound.max-connections"),
            Map.entry("credential", "the local system needs one of bars.local.credentials"),
            Map.entry("operator", "somebody without the operator's token tried a command"));

    @Mixin
    private Operator operator;

    Handshakes() {
        operator = new Operator();
    }

    @Override
    public Integer call() throws Exception {
        JsonNode report = operator.ask("handshakes");
        System.out.println(report.path("total").asLong() + " refused since the start; the last different ones:");
        for (JsonNode one : report.path("refused")) {
            System.out.println(one.path("last").asText() + "  "
                    + one.path("count").asLong() + " x  " + one.path("address").asText() + "  at "
                    + one.path("stage").asText());
            System.out.println("    rule         " + one.path("rule").asText() + ": "
                    + one.path("reason").asText());
            if (!one.path("certificate").asText().isEmpty()) {
                System.out.println("    certificate  " + one.path("certificate").asText());
            }
            System.out.println("    do           "
                    + ADVICE.getOrDefault(one.path("rule").asText(), "nothing, where it is not the proxy"));
        }
        return 0;
    }
}
