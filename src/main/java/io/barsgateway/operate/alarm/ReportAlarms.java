package io.barsgateway.operate.alarm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.answer.Answer;
import io.barsgateway.audit.incident.Incidents;
import io.barsgateway.audit.incident.Notices;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.local.LocalCaller;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** The alarms that stand, and those of the last seven days; a credential of some services hears of these only. */
@Component
public final class ReportAlarms {

    private final Incidents incidents;

    ReportAlarms(Incidents incidents) {
        this.incidents = incidents;
    }

    public Answer report(@Variable("localCaller") LocalCaller caller) {
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        ArrayNode all = report.putArray("alarms");
        incidents.recent().stream()
                .filter(incident -> caller.mayHearOf(incident.subject()))
                .map(Notices::json)
                .forEach(all::add);
        return Answer.json(200, new String(FhirJson.write(report), StandardCharsets.UTF_8));
    }
}
