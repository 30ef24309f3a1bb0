package io.barsgateway.operate.health;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.answer.Answer;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.send.proxy.Application;
import io.barsgateway.send.proxy.SenderProperties;
import io.barsgateway.send.proxy.TokenLook;
import io.barsgateway.trust.keys.HomeProperties;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * {@code GET /operator/setup}: what the running gateway goes by, for {@code bars doctor}. {@code environment}; {@code inbound.port};
 * {@code sender.tokenUrl} and {@code sender.roots}, {@code sender.missing} with the settings that are not there; {@code token.good} with
 * {@code token.words}. No secret is in it.
 */
@Component
public final class ReportSetup {

    private final HomeProperties home;
    private final Listener inbound;
    private final SenderProperties sender;
    private final Application application;
    private final TokenLook token;

    ReportSetup(
            HomeProperties home,
            @Qualifier("inboundListener") Listener inbound,
            SenderProperties sender,
            Application application,
            TokenLook token) {
        this.home = home;
        this.inbound = inbound;
        this.sender = sender;
        this.application = application;
        this.token = token;
    }

    public Answer report() {
        ObjectNode setup = JsonNodeFactory.instance.objectNode();
        setup.put("environment", home.environment().name().toLowerCase(Locale.ROOT));
        setup.putObject("inbound").put("port", inbound.boundPort());
        ObjectNode sends = setup.putObject("sender");
        sends.put(
                "tokenUrl",
                sender.tokenUrl() == null
                        ? home.environment().tokenUrl()
                        : sender.tokenUrl().toString());
        ArrayNode roots = sends.putArray("roots");
        sender.roots().forEach(root -> roots.add(root.toAbsolutePath().toString()));
        ArrayNode missing = sends.putArray("missing");
        application.missing().forEach(missing::add);
        if (missing.isEmpty()) {
            TokenLook.Found found = token.look();
            setup.putObject("token").put("good", found.good()).put("words", found.words());
        }
        return Answer.json(200, new String(FhirJson.write(setup), StandardCharsets.UTF_8));
    }
}
