package io.barsgateway.cli.run;

import io.barsgateway.cli.reach.Home;
import io.barsgateway.simulator.Catalogue;
import io.barsgateway.simulator.LocalSide;
import io.barsgateway.simulator.Simulator;
import io.barsgateway.trust.keys.LocalPki;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** What {@code up} and {@code demo} start: the simulator, then the gateway, each told where the other is. */
public record LocalRun(Gateway gateway, Simulator simulator) implements AutoCloseable {

    /** The service that the gateway receives for in a local run. */
    public static final String SERVICE = "2000099999";

    /** The service that published example messages are addressed to. */
    static final String EXAMPLES_SERVICE = "111111111";

    public static LocalRun start(Home home, int simulatorPort, Map<String, Object> overrides) throws IOException {
        LocalPki pki = home.pki();
        LocalSide localSide = new LocalSide();
        Catalogue catalogue = new Catalogue(home.folder().resolve("catalogue.json"));
        Simulator simulator = Simulator.start(
                new Simulator.Settings("127.0.0.1", simulatorPort, "localhost", pki, catalogue, localSide),
                Clock.systemUTC());
        try {
            Map<String, Object> settings = new HashMap<>(settings(home, pki, simulator.port()));
            settings.putAll(overrides);
            Gateway gateway = Gateway.start(settings);
            catalogue.gatewayAt("https://localhost:" + gateway.inboundPort());
            localSide.at(URI.create("http://127.0.0.1:" + gateway.localPort()));
            return new LocalRun(gateway, simulator);
        } catch (RuntimeException e) {
            simulator.close();
            throw e;
        }
    }

    /** Settings of a gateway beside a simulator. */
    public static Map<String, Object> settings(Home home, LocalPki pki, int simulatorPort) {
        String simulator = "https://localhost:" + simulatorPort;
        Map<String, Object> settings = new HashMap<>();
        settings.put("bars.home", home.folder());
        settings.put("bars.environment", "local");
        settings.put("bars.routes", Home.installation().resolve("routes"));
        settings.put("bars.inbound.host", "127.0.0.1");
        settings.put("bars.inbound.certificate", pki.certificate("gateway"));
        settings.put("bars.inbound.private-key", pki.key("gateway"));
        settings.put("bars.pki.roots", pki.root());
        settings.put("bars.pki.issuers", pki.issuer());
        int index = 0;
        for (String service : new String[] {SERVICE, EXAMPLES_SERVICE}) {
            String prefix = "bars.services[" + index++ + "].";
            settings.put(prefix + "id", service);
            settings.put(prefix + "name", "Example clinical assessment service");
            settings.put(prefix + "use-cases", "all");
            settings.put(prefix + "versions", "all");
            // A trial has no diary: what is booked is taken unseen
            settings.put(prefix + "accept.new-booking", "accept-first");
        }
        settings.put("bars.delivery.url", simulator + "/local-system/deliveries");
        settings.put("bars.delivery.roots", pki.root());
        settings.put("bars.sender.api", simulator + "/booking-and-referral/FHIR/R4");
        settings.put("bars.sender.token-url", simulator + "/oauth2/token");
        settings.put("bars.sender.api-key", Simulator.API_KEY);
        settings.put("bars.sender.key-id", Simulator.KEY_ID);
        settings.put("bars.sender.private-key", pki.senderKey());
        settings.put("bars.sender.roots", pki.root());
        settings.put("bars.sender.ods-code", "X26");
        settings.put("bars.sender.organisation", "Example assessment provider");
        return settings;
    }

    public String gatewayUrl() {
        return "https://localhost:" + gateway.inboundPort();
    }

    public String localUrl() {
        return "http://127.0.0.1:" + gateway.localPort();
    }

    String simulatorUrl() {
        return "https://localhost:" + simulator.port();
    }

    @Override
    public void close() {
        gateway.close();
        simulator.close();
    }
}
