package io.barsgateway.operate.metrics;

import io.barsgateway.deliver.address.ShownSecrets;
import io.barsgateway.outbox.token.AccessToken;
import io.barsgateway.send.proxy.AccessTokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** The access tokens that are held: that of API-M, and those that local systems want. */
@Component
final class MeasureTokens implements Measured {

    private final AccessTokens apiM;
    private final ShownSecrets localSystems;
    private final Clock clock;

    MeasureTokens(AccessTokens apiM, ShownSecrets localSystems, Clock clock) {
        this.apiM = apiM;
        this.localSystems = localSystems;
        this.clock = clock;
    }

    @Override
    public void measure(Readings readings) {
        apiM.held().ifPresent(token -> add(readings, token, "api-m", ""));
        localSystems
                .heldTokens()
                .forEach((endpoint, token) -> add(
                        readings,
                        token,
                        endpoint.tokenUrl() == null ? "" : endpoint.tokenUrl().getHost(),
                        endpoint.clientId()));
    }

    private void add(Readings readings, AccessToken token, String endpoint, String client) {
        Instant now = clock.instant();
        readings.add(Metric.TOKEN_AGE, seconds(Duration.between(token.givenAt(), now)), endpoint, client);
        readings.add(Metric.TOKEN_LEFT, seconds(Duration.between(now, token.endsAt())), endpoint, client);
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
