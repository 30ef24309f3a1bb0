package io.barsgateway.local.request;

import io.barsgateway.answer.Answer;
import io.barsgateway.receive.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/**
 * The JSON schemas of what local systems write, an outcome, a short request or a decision, of what they are sent, the view, and of
 * what operators ask and are answered.
 */
@Component
public final class AnswerSchema {

    public Answer answer(@Variable("request") Request request) {
        String name =
                switch (request.path()) {
                    case "/messages/schema" -> "request";
                    case "/decisions/schema" -> "decision";
                    case "/view/1.0/schema" -> "view";
                    case "/operator/schema" -> "operator";
                    default -> "outcome";
                };
        try (InputStream schema = Objects.requireNonNull(
                AnswerSchema.class.getResourceAsStream("/bars/" + name + ".schema.json"), name)) {
            return Answer.json(200, new String(schema.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
