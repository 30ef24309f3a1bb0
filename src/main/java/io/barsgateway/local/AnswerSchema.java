package io.barsgateway.local;

import io.barsgateway.answer.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** The JSON schema of an outcome, as published to local systems. */
@Component
public final class AnswerSchema {

    public Answer answer() {
        try (InputStream schema = Objects.requireNonNull(
                AnswerSchema.class.getResourceAsStream("/bars/outcome.schema.json"), "outcome.schema.json")) {
            return Answer.json(200, new String(schema.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
