package io.barsgateway.local.request;

import io.barsgateway.answer.Answer;
import io.barsgateway.cases.CaseFile;
import io.barsgateway.local.LocalCaller;
import io.barsgateway.local.Objection;
import io.barsgateway.receive.Ids;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** {@code GET /originals?message=…}: a message byte for byte, for whoever was told of it in short. */
@Component
public final class AnswerOriginal {

    private final CaseFile cases;

    AnswerOriginal(CaseFile cases) {
        this.cases = cases;
    }

    public Answer answer(@Variable("read") LocalRead read, @Variable("localCaller") LocalCaller caller) {
        CaseFile.Held held = Optional.of(read.id())
                .filter(Ids::isUuid)
                .map(UUID::fromString)
                .flatMap(cases::message)
                .filter(found -> caller.mayActFor(found.service()))
                .orElseThrow(() -> new Objection(404, "message", "no message has this id"));
        return new Answer(200, Map.of("Content-Type", held.format().mediaType()), held.body());
    }
}
