package io.barsgateway.operate.work;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.answer.Answer;
import io.barsgateway.local.LocalCaller;
import io.barsgateway.local.LocalConnection;
import io.barsgateway.local.Objection;
import io.barsgateway.local.request.WrittenSchema;
import io.barsgateway.outbox.duty.ServicePauses;
import io.barsgateway.outbox.duty.ServicePauses.Mode;
import io.barsgateway.receive.Request;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** {@code POST /operator/services/pause}: pauses a service of ours for a time, at most a week. */
@Component
public final class PauseForATime {

    /** Who needs longer takes the service out of the settings, or says so again. */
    private static final Duration LONGEST = Duration.ofDays(7);

    private final WrittenSchema schema = WrittenSchema.at("operator", "/$defs/pause");
    private final ServicePauses pauses;
    private final OurServices services;
    private final Clock clock;

    PauseForATime(ServicePauses pauses, OurServices services, Clock clock) {
        this.pauses = pauses;
        this.services = services;
        this.clock = clock;
    }

    public Answer pause(
            @Variable("request") Request request,
            @Variable("localCaller") LocalCaller caller,
            @Variable("localConnection") LocalConnection connection) {
        JsonNode body = schema.read(request);
        Instant until = until(body.path("until").asText());
        Mode mode = Mode.valueOf(body.path("mode").asText(Mode.ALL.name()));
        String service =
                services.named(body.path("service").asText(), caller).id().toString();
        pauses.pause(service, mode, until, OperatorRequest.actor(body, caller, connection));
        return OperatorRequest.json(200, services.json(caller));
    }

    private Instant until(String text) {
        Instant until = Instant.parse(text.length() == "2026-01-01T00:00Z".length() ? text.replace("Z", ":00Z") : text);
        Instant now = clock.instant();
        if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST))) {
            throw new Objection(400, "$.until", "is not within the next seven days");
        }
        return until;
    }
}
