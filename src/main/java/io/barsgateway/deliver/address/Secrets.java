package io.barsgateway.deliver.address;

import io.barsgateway.audit.trace.Traced;
import io.barsgateway.audit.trace.Tracing;
import io.barsgateway.audit.watch.Replaceable;
import io.barsgateway.audit.watch.UnusableFile;
import io.barsgateway.outbox.attempt.RetryProperties;
import io.barsgateway.outbox.lane.AttemptTimes;
import io.barsgateway.outbox.token.AccessToken;
import io.barsgateway.outbox.token.KeptToken;
import io.barsgateway.outbox.token.TokenEndpoint;
import io.barsgateway.receive.service.Authentication;
import io.barsgateway.receive.service.Authentication.Client;
import io.barsgateway.receive.service.Authentication.OAuth2;
import io.barsgateway.trust.keys.ClientTls;
import io.barsgateway.trust.keys.KeyMaterial;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** What one {@link Authentication} shows, as its files hold it now. */
final class Secrets {

    /** RFC 6750 2.1: what a header can hold. */
    private static final Pattern BEARER = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    private final Authentication settings;
    private final Ground ground;
    private final Replaceable<Content> content;
    private final Replaceable<SSLContext> tls;
    private final Optional<KeptToken> token;
    private final Replaceable<Optional<AccessToken>> taken = new Replaceable<>(Optional.empty());

    /** What is the same for all. */
    record Ground(
            List<X509Certificate> roots,
            DeliveryProperties delivery,
            RetryProperties retry,
            AttemptTimes times,
            Clock clock,
            Tracing tracing) {}

    /**
     * What the files hold.
     *
     * @param header value of Authorization; empty where there is none, or a token is fetched
     * @param clientSecret for the token endpoint; empty where no token is fetched
     * @param own what we present in the handshake
     */
    record Content(
            String header, String clientSecret, @Nullable KeyMaterial own) {

        /** Never prints a secret. */
        @Override
        public String toString() {
            return "secrets";
        }
    }

    /** @throws UnusableFile where a file does not hold what it should */
    Secrets(Authentication settings, Ground ground) {
        this.settings = settings;
        this.ground = ground;
        Content first = read();
        content = new Replaceable<>(first);
        tls = new Replaceable<>(ClientTls.context(ground.roots(), first.own()));
        token = Optional.ofNullable(settings.oauth2())
                .map(endpoint -> new KeptToken(
                        () -> ground.times().ofToken(() -> ground.tracing().tell(Traced.TOKEN, () -> fetch(endpoint))),
                        ground.retry(),
                        ground.clock()));
    }

    /** What the files hold now. */
    Content read() {
        return new Content(
                header(),
                settings.oauth2() == null ? "" : firstLine(settings.oauth2().clientSecretFile()),
                settings.certificate() == null
                        ? null
                        : KeyMaterial.read(
                                settings.certificate(),
                                settings.privateKey(),
                                KeyMaterial.password(null, settings.passwordFile())));
    }

    /** From now on this is shown; nothing happens where it is what was shown before. */
    void take(Content next) {
        Content before = content.get();
        if (next.equals(before)) {
            return;
        }
        content.set(next);
        tls.set(ClientTls.context(ground.roots(), next.own()));
        token.ifPresent(KeptToken::endPause);
    }

    /** Of new connections; another one after each change, so that no session and no kept connection outlives what it was made with. */
    SSLContext tls() {
        return tls.get();
    }

    Authorisation authorise() {
        return token.map(KeptToken::current)
                .map(given -> new Authorisation("Bearer " + given.value(), Optional.of(given)))
                .orElseGet(() -> new Authorisation(content.get().header(), Optional.empty()));
    }

    /** The token that is held now; nothing is asked for. */
    Optional<AccessToken> heldToken() {
        return token.flatMap(KeptToken::held);
    }

    /** Our certificate that is presented, leaf first; empty where none is. */
    List<X509Certificate> presented() {
        KeyMaterial own = content.get().own();
        return own == null ? List.of() : own.chain();
    }

    void wasTaken(AccessToken good) {
        taken.set(Optional.of(good));
    }

    /** The next call shows another; true where the local system took this one before. */
    boolean forget(AccessToken refused) {
        token.ifPresent(kept -> kept.forget(refused));
        return taken.get().filter(refused::equals).isPresent();
    }

    private String header() {
        if (settings.basic() != null) {
            return basic(settings.basic().user(), firstLine(settings.basic().passwordFile()));
        }
        if (settings.bearerFile() == null) {
            return "";
        }
        String bearer = firstLine(settings.bearerFile());
        if (!BEARER.matcher(bearer).matches()) {
            throw new UnusableFile(settings.bearerFile(), "holds no bearer token in its first line (RFC 6750 2.1)");
        }
        return "Bearer " + bearer;
    }

    /** RFC 7617, in UTF-8. */
    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static String firstLine(@Nullable Path file) {
        if (file == null) {
            return "";
        }
        try {
            String line = Files.readString(file).lines().findFirst().orElse("").strip();
            if (line.isEmpty()) {
                throw new UnusableFile(file, "holds nothing in its first line, where the secret should be");
            }
            return line;
        } catch (IOException e) {
            throw new UnusableFile(file, "cannot be read as a secret", e);
        }
    }

    private AccessToken fetch(OAuth2 settings) {
        String secret = content.get().clientSecret();
        Map<String, String> headers = new HashMap<>();
        Map<String, String> form = new HashMap<>(Map.of("grant_type", "client_credentials"));
        if (!settings.scope().isEmpty()) {
            form.put("scope", settings.scope());
        }
        if (settings.client() == Client.BASIC) {
            // Each part is encoded as in a form first (RFC 6749 2.3.1)
            headers.put("Authorization", basic(encoded(settings.clientId()), encoded(secret)));
        } else {
            form.put("client_id", settings.clientId());
            form.put("client_secret", secret);
        }
        HttpClient http = HttpClient.newBuilder()
                .connectTimeout(ground.delivery().connectTimeout())
                .sslContext(tls.get())
                .build();
        URI url = Optional.ofNullable(settings.tokenUrl()).orElseThrow();
        return new TokenEndpoint(url, http, ground.delivery().tokenTimeout(), ground.clock())
                .ask(headers, form, secret);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
