package io.barsgateway.cli.operate;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.cli.reach.Operator;
import io.barsgateway.fhir.form.FhirJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a running gateway says of itself, judged: its health, the certificates and lists that it uses, its way to API-M.
 *
 * @param health as it answers
 * @param endpoint HOST[:PORT] that the proxy reaches it by; empty where none was named
 */
record RunningLooks(Operator operator, JsonNode health, Optional<String> endpoint) {

    private static final int FEW_DAYS = 30;

    void tell(Findings findings) throws IOException, InterruptedException {
        health(findings);
        JsonNode certificates = asked("certificates");
        certificates(findings, certificates);
        JsonNode setup = asked("setup");
        System.out.println("environment  " + setup.path("environment").asText());
        endpoint(findings, certificates, setup);
        JsonNode sender = setup.path("sender");
        List<String> missing = new ArrayList<>();
        sender.path("missing").forEach(name -> missing.add(name.asText()));
        String token = sender.path("tokenUrl").asText();
        if (token.isEmpty()) {
            findings.notChecked("api-m", "bars.sender.token-url is not set, and the environment has none");
        } else {
            List<Path> roots = new ArrayList<>();
            sender.path("roots").forEach(root -> roots.add(Path.of(root.asText())));
            new OutwardLooks(URI.create(token), roots).tell(findings);
        }
        if (!missing.isEmpty()) {
            findings.notChecked("token", SettingsLooks.notASender(missing));
        } else if (setup.path("token").path("good").asBoolean()) {
            findings.ok("token", setup.path("token").path("words").asText());
        } else {
            findings.wrong("token", setup.path("token").path("words").asText());
        }
    }

    /** What is wrong says itself what to do: each is a line of health. */
    private void health(Findings findings) {
        boolean stored = health.path("store").asText("answers").equals("answers");
        boolean open = health.path("inbound").asText("open").equals("open");
        if (health.path("ready").asBoolean()) {
            findings.ok("health", "ready: it takes messages in");
        } else {
            findings.wrong("health", "not ready: it takes no messages in");
        }
        if (stored) {
            findings.ok("store", "answers");
        } else {
            findings.wrong("store", health.path("store").asText() + ": look at the database, its disk and bars.store");
        }
        if (!open) {
            findings.wrong("port", "the port of the proxy is closed: look at the log of the start");
        }
        health.path("details").forEach(detail -> {
            // That the Sender is not set up is told with the token
            if (!detail.asText().startsWith("the Sender is not set up")) {
                findings.wrong("alarm", detail.asText());
            }
        });
    }

    private static void certificates(Findings findings, JsonNode report) {
        for (JsonNode one : report.path("certificates")) {
            long days = one.path("daysLeft").asLong();
            String what = one.path("use").asText();
            String words = one.path("subject").asText() + " has " + days + " days left";
            if (days >= FEW_DAYS) {
                findings.ok(what, words);
            } else {
                findings.wrong(
                        what,
                        words
                                + (what.equals("endpoint")
                                        ? ": bars cert renew CERTIFICATE, the file of bars.inbound.certificate"
                                        : ": name the next one in bars.pki"));
            }
        }
        for (JsonNode list : report.path("revocationLists")) {
            String words = list.path("list").asText();
            if (list.path("unread").asBoolean() || list.path("late").asBoolean()) {
                findings.wrong("list", words + ": load the current one (docs/operating.md, Changing certificates)");
            } else {
                findings.ok("list", words);
            }
        }
    }

    private void endpoint(Findings findings, JsonNode certificates, JsonNode setup) {
        JsonNode own = certificates.path("certificates").path(0);
        if (!own.path("use").asText().equals("endpoint")) {
            findings.notChecked("presented", "the gateway has no certificate of its own");
            return;
        }
        // On trial it is reached on this machine; else by the name in its certificate
        String met = endpoint.orElseGet(() -> setup.path("environment").asText().matches("local|sandbox")
                ? "localhost:" + setup.path("inbound").path("port").asInt()
                : own.path("subject").asText().replaceFirst("^.*?CN=([^,+]+).*$", "$1"));
        findings.look("presented", new EndpointLook(own.path("sha256").asText(), met)::presented);
    }

    private JsonNode asked(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = operator.get(path);
        if (answer.statusCode() != 200) {
            throw new IllegalArgumentException("the gateway answers " + answer.statusCode() + " to /operator/" + path
                    + ": is it of this version? its log says more");
        }
        return FhirJson.read(answer.body().getBytes(StandardCharsets.UTF_8));
    }
}
