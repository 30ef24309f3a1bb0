package io.barsgateway.cli.send;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.cli.reach.Failure;
import io.barsgateway.cli.reach.Home;
import io.barsgateway.cli.send.ProxyPost.Attempt;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.form.AnyForm;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fhir.form.FhirXml;
import io.barsgateway.fhir.form.Format;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bars send}: plays the BaRS API Proxy, or the local system behind the gateway. */
@Command(
        name = "send",
        description = {
            "Sends messages to a gateway and says what became of each.",
            "A file goes in as the BaRS API Proxy brings it, over TLS-MA and under ids of its own. A sample goes where it belongs:",
            "--list shows all. For trials: what is sent and answered is kept in the folder sent of the home, so that",
            "`bars send cancel --of REFERENCE` can name what the gateway named."
        },
        exitCodeListHeading = "Exit code:%n",
        exitCodeList = {
            "0:every one was taken (2xx, or 409 duplicate on a retry)",
            "1:one was refused, had no answer, or could not be read; the others were sent all the same",
            "2:the command cannot be read"
        })
public final class Send implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private static final int PAUSE_MILLIS = 200;
    private static final String BODY = "The body";

    @Parameters(arity = "0..*", paramLabel = "FILE|SAMPLE", description = "BaRS messages, FHIR JSON or XML, or samples")
    private List<String> names = List.of();

    @Option(names = "--list", description = "Shows the samples, and sends nothing")
    private boolean list;

    @Option(
            names = "--of",
            paramLabel = "REFERENCE",
            description = "The case that an update, a cancel or an outcome is about (of a booking: its Appointment)")
    private Optional<String> reference = Optional.empty();

    @Option(
            names = "--print",
            description = "Prints the message, and sends nothing: to look at, or to begin one of yours")
    private boolean printOnly;

    @Option(names = "--to", paramLabel = "URL", description = "Base URL of the gateway (default: the last up)")
    private Optional<String> to = Optional.empty();

    @Option(
            names = "--local",
            paramLabel = "URL",
            description = "Local side of the gateway, for short requests and outcomes (default: the last up)")
    private Optional<String> local = Optional.empty();

    @Option(
            names = "--token-file",
            description =
                    "File whose first line is the token of a local system's credential, for short requests and outcomes (default: BARS_TOKEN_FILE)")
    private Optional<Path> tokenFile =
            Optional.ofNullable(System.getenv("BARS_TOKEN_FILE")).map(Path::of);

    @Option(names = "--repeat", description = "How often each is sent (default: ${DEFAULT-VALUE})")
    private int repeat = 1;

    @Option(names = "--home", description = "Home whose proxy certificate is presented (default: .bars)")
    private Optional<Path> home = Optional.empty();

    @Option(
            names = "--correlation-id",
            description = "Conversation that the messages belong to (default: that of the case, else a new one each)")
    private Optional<String> correlationId = Optional.empty();

    @Option(
            names = "--patience",
            description =
                    "Seconds for which a message without an answer, or told to retry, is sent again under the same ids")
    private int patience;

    @Option(names = "--quiet", description = "Status, X-Request-Id and name only, for scripts")
    private boolean quiet;

    @Option(names = "--verbose", description = "The whole answer too, headers and body")
    private boolean verbose;

    /** A message to be sent as the proxy, and its conversation. */
    private record Outgoing(JsonNode message, Format format, String correlationId) {}

    @Override
    public Integer call() throws Exception {
        if (list) {
            SampleList.print();
            return 0;
        }
        if (names.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Name a file or a sample; --list shows the samples");
        }
        boolean allTaken = true;
        for (String name : names) {
            for (int i = 0; i < repeat; i++) {
                allTaken &= isTaken(name);
            }
        }
        return allTaken ? 0 : 1;
    }

    /** One that cannot be read is named, and does not keep the others from being sent. */
    private boolean isTaken(String name) throws InterruptedException {
        try {
            NamedMessage message = NamedMessage.of(name).asOf(Clock.systemUTC().instant());
            Sample sample = message.sample();
            if (sample != null && sample.isAboutACase() && reference.isEmpty()) {
                throw new IllegalArgumentException(
                        name + " is about a case: name it with --of and the reference that was printed for it");
            }
            return (sample == null || sample.door() == Door.PROXY) ? asProxy(message) : asLocalSystem(message, sample);
        } catch (Fault e) {
            String words = e.diagnostics();
            System.out.println((words.startsWith(BODY) ? name + words.substring(BODY.length()) : name + ": " + words)
                    + "; it was not sent");
        } catch (IOException | RuntimeException e) {
            String words = Failure.words(e);
            System.out.println((words.contains(name) ? "" : name + ": ") + words);
        }
        return false;
    }

    private boolean asProxy(NamedMessage message) throws IOException, InterruptedException {
        Home chosen = Home.at(home);
        KeptAnswers kept = new KeptAnswers(chosen.folder().resolve("sent"));
        Outgoing outgoing = outgoing(message, kept);
        if (printOnly) {
            System.out.println(
                    outgoing.format() == Format.JSON
                            ? outgoing.message().toPrettyString()
                            : new String(FhirXml.write(outgoing.message()), StandardCharsets.UTF_8));
            return true;
        }
        ProxyPost proxy = ProxyPost.from(chosen, to.isPresent() ? to.get() : started(chosen, "gateway", "--to"));
        Attempt attempt = proxy.attempt(outgoing.message(), outgoing.format(), outgoing.correlationId());
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(patience);
        for (int tries = 1; ; tries++) {
            String failure;
            try {
                HttpResponse<String> response = proxy.send(attempt);
                boolean taken = response.statusCode() / 100 == 2
                        || (tries > 1
                                && response.statusCode() == 409
                                && response.body().contains("duplicate"));
                boolean again = List.of(408, 425, 429, 503).contains(response.statusCode());
                if (taken || !again || System.nanoTime() > end) {
                    print(response, attempt, message.name());
                    keep(response, attempt, kept);
                    return taken;
                }
                failure = "status " + response.statusCode();
            } catch (IOException e) {
                failure = Failure.words(e);
            }
            if (System.nanoTime() > end) {
                System.out.println(
                        quiet ? "--- " + attempt.requestId() + " " + message.name() : "no answer: " + failure);
                if (!quiet) {
                    System.out.println("  " + message.name() + ", X-Request-Id " + attempt.requestId());
                }
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    private Outgoing outgoing(NamedMessage message, KeptAnswers kept) throws IOException {
        Sample sample = message.sample();
        if (sample != null && sample.isMadeOfAnAnswer()) {
            KeptAnswers.Kept about = kept.of(reference.orElseThrow());
            return new Outgoing(
                    LaterMessage.of(sample, about.answer(), Clock.systemUTC()),
                    Format.JSON,
                    correlationId.orElse(about.correlationId()));
        }
        Format format = AnyForm.of(message.bytes());
        JsonNode tree = format == Format.XML ? FhirXml.read(message.bytes()) : FhirJson.read(message.bytes());
        if (tree instanceof ObjectNode bundle) {
            bundle.put("id", UUID.randomUUID().toString());
        }
        return new Outgoing(
                tree, format, correlationId.orElseGet(() -> UUID.randomUUID().toString()));
    }

    private void print(HttpResponse<String> response, Attempt attempt, String name) {
        if (quiet) {
            System.out.println(response.statusCode() + " " + attempt.requestId() + " " + name);
            return;
        }
        System.out.println(AnswerInWords.of(response.statusCode(), response.body()));
        AnswerInWords.next(response.statusCode()).ifPresent(next -> System.out.println("  " + next));
        System.out.println("  " + name + ", X-Request-Id " + attempt.requestId());
        printWhole(response);
    }

    private void printWhole(HttpResponse<String> response) {
        if (verbose) {
            response.headers()
                    .map()
                    .forEach((header, values) -> System.out.println("  " + header + ": " + String.join(", ", values)));
            System.out.println(response.body());
        }
    }

    private void keep(HttpResponse<String> response, Attempt attempt, KeptAnswers kept) {
        if (response.statusCode() / 100 != 2 || repeat > 1 || AnyForm.of(bytes(response)) == Format.XML) {
            return;
        }
        String named = AnswerInWords.reference(response.body())
                .or(() -> AnswerInWords.booked(response.body()))
                .orElse("");
        if (!named.isEmpty()) {
            try {
                kept.keep(named, attempt.correlationId(), FhirJson.read(bytes(response)));
            } catch (IOException e) {
                System.out.println("  the answer is not kept (" + e.getMessage() + "): no update and no cancel of it");
            }
        }
    }

    private static byte[] bytes(HttpResponse<String> response) {
        return response.body().getBytes(StandardCharsets.UTF_8);
    }

    private boolean asLocalSystem(NamedMessage message, Sample sample) throws IOException, InterruptedException {
        String body = new String(message.bytes(), StandardCharsets.UTF_8)
                .replace(Sample.REFERENCE, reference.orElse(Sample.REFERENCE));
        if (printOnly) {
            System.out.println(body.strip());
            return true;
        }
        Home chosen = Home.at(home);
        LocalPost localSide = new LocalPost(
                chosen.client(Duration.ofSeconds(5)),
                local.isPresent() ? local.get() : started(chosen, "local", "--local"),
                tokenFile);
        HttpResponse<String> answer = localSide.post(sample.door(), body.getBytes(StandardCharsets.UTF_8));
        System.out.println(
                quiet ? answer.statusCode() + " " + message.name() : LocalPost.words(answer) + "\n  " + message.name());
        printWhole(answer);
        Optional<String> given = LocalPost.reference(answer);
        if (given.isEmpty() || sample.door() != Door.MESSAGES || quiet) {
            return given.isPresent();
        }
        LocalPost.Fate fate = localSide.fate(given.get());
        System.out.println("  " + fate.words());
        return fate.good();
    }

    private static String started(Home chosen, String what, String option) throws IOException {
        return chosen.up(what)
                .orElseThrow(() -> new IllegalArgumentException("no gateway was started in " + chosen.folder()
                        + ": start one with bars up, or name a running one with " + option));
    }
}
