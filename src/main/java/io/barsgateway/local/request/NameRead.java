package io.barsgateway.local.request;

import io.barsgateway.local.Objection;
import io.barsgateway.local.request.LocalRead.Kind;
import io.barsgateway.receive.Request;
import io.barsgateway.receive.tenant.NamedServices;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/**
 * Says what a request of a local system asks to see, so that the audit can name it whatever comes of it. A question is
 * {@code /services/TARGET/OPERATION} with or without an id; TARGET is {@code system|value}, escaped, or the bare value. 404 for a
 * path that is none of these.
 */
@Component
public final class NameRead {

    private static final List<String> OPERATIONS =
            List.of("metadata", "MessageDefinition", "Slot", "Appointment", "ServiceRequest");

    /** The system of a service id is a URL, and has slashes of its own. */
    private static final Pattern QUESTION =
            Pattern.compile("/services/([^/|]+|[^|]+\\|[^/|]+)/(" + String.join("|", OPERATIONS) + ")(?:/([^/]+))?");

    private final NamedServices services;

    NameRead(NamedServices services) {
        this.services = services;
    }

    public LocalRead name(@Variable("request") Request request) {
        return switch (request.path()) {
            case "/originals" -> new LocalRead(Kind.ORIGINAL, null, "", first(request, "message"));
            case "/messages" -> new LocalRead(Kind.SENT, null, "", first(request, "reference"));
            default -> question(request.path());
        };
    }

    private static String first(Request request, String parameter) {
        return request.query().getOrDefault(parameter, List.of()).stream()
                .findFirst()
                .orElse("");
    }

    private LocalRead question(String path) {
        Matcher question = QUESTION.matcher(path);
        if (!question.matches()) {
            throw new Objection(
                    404, "path", "is not /services/TARGET/ (an id, or system|value escaped) and one of " + OPERATIONS);
        }
        String id = question.group(3);
        return new LocalRead(Kind.QUESTION, services.of(question.group(1)), question.group(2), id == null ? "" : id);
    }
}
