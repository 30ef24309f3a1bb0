package io.barsgateway.cli.routes;

import io.barsgateway.cli.reach.Operator;
import io.barsgateway.cli.send.NamedMessage;
import io.barsgateway.fhir.Original;
import io.barsgateway.operate.routeauthor.SavedTrials;
import io.barsgateway.operate.routeauthor.Trial;
import io.barsgateway.operate.routeauthor.TryRoute;
import io.barsgateway.operate.routeauthor.TryRoute.Tried;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bars routes try}. Exit 0 where the message would count as done, else 1. */
@Command(
        name = "try",
        description = {
            "Runs a message through one route, or one mapping, and shows what each step changed and what would be sent.",
            "Every destination is replaced and the store is left out: nothing leaves, nothing is kept. For a whole delivery try",
            "`deliver-one`. What is printed is the message, so do not put a real one on a shared screen."
        })
final class TryRouteCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private FolderOfRoutes routes = new FolderOfRoutes();

    @Mixin
    private Operator operator = new Operator();

    @Parameters(
            index = "0",
            paramLabel = "ROUTE",
            description = "Id of a route such as deliver-one, or a mapping such as local/pas.jsonata")
    private String route = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FILE|SAMPLE",
            description = "A message, JSON or XML, or a sample such as referral-request")
    private Optional<String> file = Optional.empty();

    @Option(
            names = "--stored",
            paramLabel = "REFERENCE",
            description =
                    "In place of FILE: the last message of a case that the running gateway holds; the audit says who read it")
    private Optional<String> stored = Optional.empty();

    @Option(names = "--service", description = "Id of the service that it is for (default: the one that it names)")
    private Optional<String> service = Optional.empty();

    @Option(names = "--answer", description = "HTTP status that every destination gives (default: ${DEFAULT-VALUE})")
    private int answer = 200;

    @Option(
            names = "--save",
            paramLabel = "NAME",
            description = "Keep it as routes/local/trials/NAME.json, which `bars routes check` makes again")
    private Optional<String> save = Optional.empty();

    @Option(names = "--full", description = "Print everything, however long")
    private boolean full;

    @Override
    public Integer call() throws Exception {
        if (file.isPresent() == stored.isPresent()) {
            throw new ParameterException(
                    spec.commandLine(), "Name a file or a sample, or --stored and the reference of a case");
        }
        if (stored.isPresent() && save.isPresent()) {
            throw new ParameterException(
                    spec.commandLine(), "--save is for messages of no real patient: give a file or a sample");
        }
        if (answer < 100 || answer > 599) {
            throw new ParameterException(spec.commandLine(), "--answer is an HTTP status, 100 to 599: " + answer);
        }
        Tried tried = new Tried(route, new Original(message()), service, answer);
        return routes.look((folder, gateway) -> {
            Trial trial = gateway.getBean(TryRoute.class).run(folder, tried);
            TrialText.lines(trial, full).forEach(System.out::println);
            if (save.isPresent()) {
                System.out.println(
                        "kept as " + gateway.getBean(SavedTrials.class).save(folder, save.get(), tried, trial));
            }
            return trial.ending().startsWith("good") ? 0 : 1;
        });
    }

    private byte[] message() throws Exception {
        if (file.isPresent()) {
            return NamedMessage.whole(file.get()).bytes();
        }
        HttpResponse<String> held =
                operator.get("originals?reference=" + URLEncoder.encode(stored.orElseThrow(), StandardCharsets.UTF_8));
        if (held.statusCode() != 200) {
            throw new IllegalArgumentException("the gateway says " + held.statusCode() + ": " + held.body());
        }
        return held.body().getBytes(StandardCharsets.UTF_8);
    }
}
