package io.barsgateway.cli.duty;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.cli.reach.Operator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.springframework.boot.convert.DurationStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bars service}: our services, paused and resumed. */
@Command(
        name = "service",
        description = "Our services, paused and resumed.",
        subcommands = {ServiceCommand.All.class, ServiceCommand.Pause.class, ServiceCommand.Resume.class})
public final class ServiceCommand {

    private static void print(JsonNode answer) {
        for (JsonNode one : answer.path("services")) {
            JsonNode paused = one.path("paused");
            System.out.println(one.path("service").asText() + "  "
                    + one.path("name").asText()
                    + (paused.isMissingNode()
                            ? ""
                            : "  paused until " + paused.path("until").asText() + " by "
                                    + paused.path("owner").asText()
                                    + (paused.hasNonNull("reason")
                                            ? " (" + paused.path("reason").asText() + ")"
                                            : "")
                                    + (paused.path("mode").asText().equals("ALL")
                                            ? ": new messages hear 503, nothing is delivered"
                                            : ": messages are taken, nothing is delivered")));
        }
    }

    @Command(name = "list", description = "Lists our services and which of them are paused.")
    static final class All implements Callable<Integer> {

        @Mixin
        private Operator operator = new Operator();

        @Override
        public Integer call() throws Exception {
            print(operator.ask("services"));
            return 0;
        }
    }

    @Command(
            name = "pause",
            description = {
                "Pauses a service: its new messages hear 503, so that their Senders try again or elsewhere, and nothing is delivered.",
                "Updates and cancels are taken. It ends by itself; an alarm stands meanwhile."
            })
    static final class Pause implements Callable<Integer> {

        @Mixin
        private Operator operator = new Operator();

        @Parameters(paramLabel = "SERVICE", description = "Id of a service of ours")
        private String service = "";

        @Option(
                names = "--until",
                required = true,
                description = "How long, such as 30m or 4h, or until when, such as 2026-03-01T18:00:00Z; 7d at most")
        private String until = "";

        @Option(names = "--hold-deliveries", description = "New messages are taken; only nothing is delivered")
        private boolean holdDeliveries;

        @Option(names = "--reason", description = "Why, for the audit; nothing of a patient")
        private Optional<String> reason = Optional.empty();

        @Override
        public Integer call() throws Exception {
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            body.put("service", service).put("until", instant(until).toString());
            body.put("mode", holdDeliveries ? "DELIVERIES" : "ALL");
            reason.ifPresent(text -> body.put("reason", text));
            print(operator.tell("services/pause", body));
            return 0;
        }

        private static Instant instant(String text) {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException notAnInstant) {
                return Clock.systemUTC().instant().plus(length(text));
            }
        }
    }

    private static Duration length(String text) {
        try {
            return DurationStyle.detectAndParse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "--until " + text + " is neither a length of time such as 30m or 4h nor a time such as"
                            + " 2026-03-01T18:00:00Z",
                    e);
        }
    }

    @Command(name = "resume", description = "Ends the pause of a service: what was held goes at once.")
    static final class Resume implements Callable<Integer> {

        @Mixin
        private Operator operator = new Operator();

        @Parameters(paramLabel = "SERVICE", description = "Id of a service of ours")
        private String service = "";

        @Override
        public Integer call() throws Exception {
            print(operator.tell(
                    "services/resume", JsonNodeFactory.instance.objectNode().put("service", service)));
            return 0;
        }
    }
}
