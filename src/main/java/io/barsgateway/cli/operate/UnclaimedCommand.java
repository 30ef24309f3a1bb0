package io.barsgateway.cli.operate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.cli.reach.Operator;
import io.barsgateway.fhir.form.FhirJson;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bars unclaimed}: what was accepted and never acknowledged. */
@Command(
        name = "unclaimed",
        description = {
            "Lists messages that were accepted after their Sender had heard 408 and that it has not sent again.",
            "With --release a booking is cancelled, its slot is free again, and the local system is told."
        })
public final class UnclaimedCommand implements Callable<Integer> {

    @Mixin
    private Operator operator = new Operator();

    @Option(names = "--release", paramLabel = "REFERENCE", description = "Give this one back")
    private Optional<String> release = Optional.empty();

    @Option(names = "--reason", description = "Why, for the audit", defaultValue = "")
    private String reason = "";

    @Override
    public Integer call() throws Exception {
        if (release.isPresent()) {
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            body.put("reference", release.get()).put("reason", reason);
            HttpResponse<String> answer =
                    operator.post("release", new String(FhirJson.write(body), StandardCharsets.UTF_8));
            System.out.println(answer.body());
            return answer.statusCode() == 200 ? 0 : 1;
        }
        JsonNode report = operator.ask("unclaimed");
        for (JsonNode one : report.path("unclaimed")) {
            System.out.println(one.path("since").asText() + "  "
                    + one.path("reference").asText() + "  "
                    + one.path("meaning").asText() + "  " + one.path("service").asText() + "  request "
                    + one.path("requestId").asText()
                    + (one.path("state").asText().equals("HELD")
                            ? ""
                            : "  (only the local system "
                                    + (one.path("state").asText().equals("TAKEN") ? "holds it)" : "may hold it)")));
        }
        System.out.println(report.path("unclaimed").size() + " unclaimed");
        return 0;
    }
}
