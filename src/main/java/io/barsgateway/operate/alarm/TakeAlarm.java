package io.barsgateway.operate.alarm;

import io.barsgateway.answer.Answer;
import io.barsgateway.audit.incident.Incidents;
import io.barsgateway.local.LocalCaller;
import io.barsgateway.local.LocalConnection;
import io.barsgateway.local.Objection;
import io.barsgateway.receive.Request;
import java.util.UUID;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Makes whoever asks the owner of an alarm: it is not told again, and stands until it is mended. */
@Component
public final class TakeAlarm {

    private final Incidents incidents;

    TakeAlarm(Incidents incidents) {
        this.incidents = incidents;
    }

    public Answer take(
            @Variable("request") Request request,
            @Variable("localCaller") LocalCaller caller,
            @Variable("localConnection") LocalConnection connection) {
        // /operator/alarms/ID/take
        UUID id = id(request.path().split("/", -1)[3]);
        boolean heard = incidents.recent().stream()
                .filter(incident -> incident.id().equals(id))
                .allMatch(incident -> caller.mayHearOf(incident.subject()));
        if (!heard) {
            throw unknown();
        }
        String owner = caller.name() + " at " + connection.address();
        return switch (incidents.take(id, owner, connection.address())) {
            case TAKEN -> Answer.json(200, "{\"owner\":\"" + owner + "\"}");
            case UNKNOWN -> throw unknown();
            case ENDED -> throw new Objection(409, "id", "the alarm has ended; there is nothing to take");
            case OF_ANOTHER -> throw new Objection(409, "id", "somebody else has taken it; bars alarms says who");
        };
    }

    private static Objection unknown() {
        return new Objection(404, "id", "no alarm has this id; bars alarms lists them");
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new Objection(404, "id", "is no id of an alarm; bars alarms lists them");
        }
    }
}
