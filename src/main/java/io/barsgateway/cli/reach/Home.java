package io.barsgateway.cli.reach;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.trust.keys.Certificates;
import io.barsgateway.trust.keys.ClientTls;
import io.barsgateway.trust.keys.LocalPki;
import io.barsgateway.trust.keys.PrivateFiles;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.system.ApplicationHome;

/** Where things are on this machine: the project or installation, the home of a run, and what the last {@code up} opened. */
public record Home(Path folder) {

    private static final int PATIENCE_SECONDS = 60;

    /** The folder that holds routes/: of the launcher where it says so, else found from the jar. */
    public static Path installation() {
        String told = System.getProperty("bars.installation");
        if (told != null) {
            return Path.of(told);
        }
        Path jar = new ApplicationHome(Home.class).getDir().toPath().toAbsolutePath();
        Path parent = jar.getParent();
        return Files.isDirectory(jar.resolve("routes")) || parent == null ? jar : parent;
    }

    /** The one named, else .bars of the installation. */
    public static Home at(Optional<Path> named) {
        Path chosen = named.orElseGet(() -> Optional.ofNullable(System.getenv("BARS_HOME"))
                .map(Path::of)
                .orElse(installation().resolve(".bars")));
        return new Home(chosen.toAbsolutePath().normalize());
    }

    /** A client for the gateway's own side, which may bear a certificate of the local PKI in this home. */
    public HttpClient client(Duration connectTimeout) {
        LocalPki pki = new LocalPki(folder.resolve("pki"));
        HttpClient.Builder client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(connectTimeout);
        return Files.isReadable(pki.root())
                ? client.sslContext(ClientTls.context(Certificates.read(pki.root()), null))
                        .build()
                : client.build();
    }

    public LocalPki pki() throws IOException {
        PrivateFiles.makeFolder(folder);
        return new LocalPki(folder.resolve("pki")).make(Clock.systemUTC());
    }

    /** Waits until another process has made the local PKI here, for a minute. */
    public void awaitPki() throws IOException, InterruptedException {
        Path last = new LocalPki(folder.resolve("pki")).senderKey();
        for (int tries = 0; !Files.isReadable(last); tries++) {
            if (tries == PATIENCE_SECONDS) {
                throw new IllegalArgumentException(last + " is not there or not readable; make it with: bars pki");
            }
            TimeUnit.SECONDS.sleep(1);
        }
    }

    public void writeUp(String gateway, String local, String simulator) throws IOException {
        ObjectNode up = JsonNodeFactory.instance.objectNode();
        up.put("gateway", gateway).put("local", local).put("simulator", simulator);
        PrivateFiles.write(folder.resolve("up.json"), new String(FhirJson.write(up), StandardCharsets.UTF_8));
    }

    /** An address of the last {@code up} in this home. */
    public Optional<String> up(String what) throws IOException {
        try {
            JsonNode address =
                    FhirJson.read(Files.readAllBytes(folder.resolve("up.json"))).path(what);
            return Optional.of(address).filter(JsonNode::isTextual).map(JsonNode::textValue);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (AccessDeniedException e) {
            throw new IllegalArgumentException(
                    folder + " may not be read by the user " + System.getProperty("user.name")
                            + ": run the command as the gateway's own user, or name another home with --home",
                    e);
        }
    }

    /**
     * Nothing, where no gateway of this home answers.
     *
     * @throws IllegalArgumentException in words, where one does: two would fight for its ports and its store
     */
    public void refuseSecond() throws IOException, InterruptedException {
        Optional<String> local = up("local");
        try {
            if (local.isPresent() && LocalHealth.at(this, local.get()).isPresent()) {
                throw new IllegalArgumentException(
                        "a gateway answers already at " + local.get() + ", the local side of the home " + folder
                                + ": end it first (Ctrl-C), or start another with a --home of its own and --set"
                                + " bars.inbound.port=0 --set bars.local.port=0 --set bars.simulator.port=0");
            }
        } catch (IOException nothingAnswers) {
            // What the file names has ended
            return;
        }
    }
}
