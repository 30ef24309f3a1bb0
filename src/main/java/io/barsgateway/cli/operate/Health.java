package io.barsgateway.cli.operate;

import io.barsgateway.cli.reach.Home;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bars health}: exit 0 when the gateway takes messages in. */
@Command(
        name = "health",
        description = "Asks a running gateway; exit 0 when it is ready, 1 when it is not or not there.")
public final class Health implements Callable<Integer> {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    @Option(names = "--home", description = "Home of the last up (default: .bars)")
    private Optional<Path> home = Optional.empty();

    @Option(names = "--url", description = "Local side of the gateway (default: the last up, else port 8080)")
    private Optional<String> url = Optional.empty();

    @Override
    public Integer call() throws Exception {
        String port = Optional.ofNullable(System.getenv("BARS_LOCAL_PORT")).orElse("8080");
        String base = url.isPresent() ? url.get() : Home.at(home).up("local").orElse("http://127.0.0.1:" + port);
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/health"))
                .timeout(LIMIT)
                .build();
        HttpResponse<String> response = answer(base, request);
        System.out.println(response.body());
        return response.statusCode() == 200 ? 0 : 1;
    }

    private HttpResponse<String> answer(String base, HttpRequest request) throws IOException, InterruptedException {
        try {
            return Home.at(home).client(LIMIT).send(request, BodyHandlers.ofString());
        } catch (ConnectException e) {
            throw new IllegalArgumentException(
                    "nothing answers at " + base + " (--url or --home names another): is the gateway running?", e);
        }
    }
}
