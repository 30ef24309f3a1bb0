package io.barsgateway.cli.reach;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.operate.access.OperatorToken;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** How a command asks a running gateway: through its local side, with the token in its home or with a credential of one's own. */
public final class Operator {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** What is wrong is not a field of what somebody typed. */
    private static final Set<String> WITHOUT_FIELD = Set.of("$", "Authorization", "filter", "ids", "id");

    @Option(names = "--home", description = "Home of the gateway (default: .bars)")
    private Optional<Path> home = Optional.empty();

    @Option(names = "--url", description = "Local side of the gateway (default: the last up, else port 8080)")
    private Optional<String> url = Optional.empty();

    @Option(
            names = "--token-file",
            description =
                    "File whose first line is the token of your own credential in bars.local.credentials (default: BARS_TOKEN_FILE,"
                            + " else the token in the home)")
    private Optional<Path> tokenFile =
            Optional.ofNullable(System.getenv("BARS_TOKEN_FILE")).map(Path::of);

    /** What that path of the operator's side answers. */
    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(path, Optional.empty());
    }

    public HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(path, Optional.of(body));
    }

    /** The local side that is asked. */
    public String base() throws IOException {
        return base(Optional.empty());
    }

    /**
     * The same, where a settings file says where it is.
     *
     * @param configured URL, absent where none was named; --url stands above it
     */
    public String base(Optional<String> configured) throws IOException {
        return url.or(() -> configured).isPresent()
                ? url.or(() -> configured).get()
                : Home.at(home).up("local").orElse("http://127.0.0.1:8080");
    }

    /**
     * What the gateway there says of its health; empty where none answers.
     *
     * @param configured where a settings file says it is; absent where none was named
     * @throws IOException where one was named with --url and nothing answers
     */
    public Optional<JsonNode> health(Optional<String> configured) throws IOException, InterruptedException {
        try {
            return LocalHealth.at(Home.at(home), base(configured));
        } catch (IOException e) {
            if (url.isPresent()) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private HttpResponse<String> send(String path, Optional<String> body) throws IOException, InterruptedException {
        Home chosen = Home.at(home);
        Path token = tokenFile.orElseGet(() -> OperatorToken.file(chosen.folder()));
        if (!Files.isReadable(token)) {
            throw new IllegalArgumentException(
                    token + " is not there or not yours to read: name the gateway's home with --home,"
                            + " as its own user, or your own credential with --token-file");
        }
        String base = base();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + "/operator/" + path))
                .timeout(LIMIT)
                .header(
                        "Authorization",
                        "Bearer "
                                + Files.readString(token)
                                        .lines()
                                        .findFirst()
                                        .orElse("")
                                        .strip())
                .header("Content-Type", "application/json");
        body.ifPresent(text -> request.POST(BodyPublishers.ofString(text)));
        HttpResponse<String> response = answer(chosen, base, request.build());
        if (response.statusCode() == 401) {
            throw new IllegalArgumentException("the gateway at " + base + " does not take the token of " + token
                    + ": is it another gateway's home?");
        }
        return response;
    }

    private static HttpResponse<String> answer(Home home, String base, HttpRequest request)
            throws IOException, InterruptedException {
        try {
            return home.client(LIMIT).send(request, BodyHandlers.ofString());
        } catch (ConnectException e) {
            throw new IllegalArgumentException(
                    "nothing answers at " + base + " (--url names another): is the gateway running?", e);
        }
    }

    /** What that path answers, as JSON; a refusal is told as one line. */
    public JsonNode ask(String path) throws IOException, InterruptedException {
        return read(get(path));
    }

    /** What that path answers to that body, as JSON; a refusal is told as one line. */
    public JsonNode tell(String path, JsonNode body) throws IOException, InterruptedException {
        return read(post(path, new String(FhirJson.write(body), StandardCharsets.UTF_8)));
    }

    private static String named(String field) {
        return WITHOUT_FIELD.contains(field) ? "" : field.replaceFirst("^\\$\\.", "") + " ";
    }

    /**
     * Tells a refusal as one line; any other answer is left as it is.
     *
     * @throws IllegalArgumentException with the words of the gateway
     */
    public void refuse(HttpResponse<String> response) {
        if (response.statusCode() / 100 != 2 && response.body().contains("\"errors\"")) {
            read(response);
        }
    }

    private static JsonNode read(HttpResponse<String> response) {
        JsonNode answer;
        try {
            answer = FhirJson.read(response.body().getBytes(StandardCharsets.UTF_8));
        } catch (Fault e) {
            throw new IllegalArgumentException(
                    "the gateway answered " + response.statusCode() + " and no JSON: is it one?", e);
        }
        if (answer.path("errors").isArray()) {
            throw new IllegalArgumentException(answer.path("errors")
                    .valueStream()
                    .map(problem -> named(problem.path("field").asText())
                            + problem.path("message").asText())
                    .collect(Collectors.joining("; ")));
        }
        return answer;
    }
}
