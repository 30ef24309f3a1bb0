package io.barsgateway.operate;

import io.barsgateway.answer.Answer;
import io.barsgateway.audit.ExportAudit;
import io.barsgateway.fhir.identity.Reference;
import io.barsgateway.local.Objection;
import io.barsgateway.receive.Request;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** A page of the audit as AuditEvent resources, one a line; since and after tell where it begins, reference which case it is about. */
@Component
public final class ExportEvents {

    private final ExportAudit export;

    ExportEvents(ExportAudit export) {
        this.export = export;
    }

    public Answer export(@Variable("request") Request request) {
        Instant since = since(request);
        long after = after(request);
        String reference = first(request, "reference", "");
        if (reference.isEmpty()) {
            return lines(export.since(since, after));
        }
        if (request.query().containsKey("since")) {
            throw new Objection(400, "since", "says nothing beside reference; leave one of them out");
        }
        return lines(export.of(
                Reference.read(reference)
                        .orElseThrow(() -> new Objection(400, "reference", "is not one, such as K7QF2-M9T3A")),
                after));
    }

    private static Instant since(Request request) {
        try {
            return Instant.parse(first(request, "since", Instant.EPOCH.toString()));
        } catch (DateTimeParseException e) {
            throw new Objection(400, "since", "is not an instant, such as 2026-11-22T00:00:00Z");
        }
    }

    private static long after(Request request) {
        try {
            return Long.parseLong(first(request, "after", "0"));
        } catch (NumberFormatException e) {
            throw new Objection(400, "after", "is not the id of an event");
        }
    }

    private static Answer lines(List<String> events) {
        return Answer.json(200, String.join("\n", events) + "\n");
    }

    private static String first(Request request, String name, String otherwise) {
        List<String> values = request.query().getOrDefault(name, List.of());
        return values.isEmpty() ? otherwise : values.get(0);
    }
}
