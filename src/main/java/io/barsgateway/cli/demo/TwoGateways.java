package io.barsgateway.cli.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.cli.reach.Home;
import io.barsgateway.cli.run.Gateway;
import io.barsgateway.cli.run.LocalRun;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.simulator.Catalogue;
import io.barsgateway.simulator.LocalSide;
import io.barsgateway.simulator.Simulator;
import io.barsgateway.trust.keys.LocalPki;
import io.barsgateway.trust.keys.PrivateFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** Two organisations with a gateway each, a store each and one proxy between them; every message goes over TLS-MA. */
record TwoGateways(Gateway sender, Gateway receiver, Simulator simulator) implements AutoCloseable {

    /** The service that sends, of X27. */
    static final String FROM = "2000011111";

    /** The service that receives, of X26. */
    static final String TO = "2000022222";

    static TwoGateways start(Path folder) throws IOException {
        Home home = new Home(folder.resolve("sender"));
        LocalPki pki = home.pki();
        Path file = folder.resolve("catalogue.json");
        Simulator simulator = Simulator.start(
                new Simulator.Settings("127.0.0.1", 0, "localhost", pki, new Catalogue(file), new LocalSide()),
                Clock.systemUTC());
        try {
            Gateway sender = gateway(home, pki, simulator, FROM, "X27", "none");
            Gateway receiver = gateway(new Home(folder.resolve("receiver")), pki, simulator, TO, "X26", "generated");
            ObjectNode catalogue = JsonNodeFactory.instance.objectNode();
            catalogue
                    .putObject("NHSD-Target-Identifier")
                    .putObject(Systems.SERVICE_ID)
                    .put(FROM, "https://localhost:" + sender.inboundPort())
                    .put(TO, "https://localhost:" + receiver.inboundPort());
            PrivateFiles.write(file, new String(FhirJson.write(catalogue), StandardCharsets.UTF_8));
            return new TwoGateways(sender, receiver, simulator);
        } catch (RuntimeException e) {
            simulator.close();
            throw e;
        }
    }

    private static Gateway gateway(
            Home home, LocalPki pki, Simulator simulator, String service, String odsCode, String slots)
            throws IOException {
        PrivateFiles.makeFolder(home.folder());
        Map<String, Object> settings = new HashMap<>(LocalRun.settings(home, pki, simulator.port()));
        settings.keySet().removeIf(name -> name.startsWith("bars.services"));
        settings.put("bars.inbound.port", 0);
        settings.put("bars.local.port", 0);
        settings.put("bars.services[0].id", service);
        settings.put("bars.services[0].name", "Example service of " + odsCode);
        settings.put("bars.services[0].ods-code", odsCode);
        settings.put("bars.services[0].use-cases", "all");
        settings.put("bars.services[0].versions", "all");
        settings.put("bars.services[0].slots", slots);
        settings.put("bars.sender.ods-code", odsCode);
        settings.put("bars.sender.organisation", "Example organisation " + odsCode);
        return Gateway.start(settings);
    }

    LocalSideClient from() {
        return new LocalSideClient("sender", URI.create("http://127.0.0.1:" + sender.localPort()));
    }

    LocalSideClient to() {
        return new LocalSideClient("receiver", URI.create("http://127.0.0.1:" + receiver.localPort()));
    }

    @Override
    public void close() {
        sender.close();
        receiver.close();
        simulator.close();
    }
}
