package io.barsgateway.operate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.answer.Answer;
import io.barsgateway.audit.AuditTrail;
import io.barsgateway.audit.VerifyAudit;
import io.barsgateway.fhir.form.FhirJson;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;

/** Whether the chain of the audit holds: 200 where it does, 409 with what does not. */
@Component
public final class ReportAudit {

    private final AuditTrail audit;
    private final VerifyAudit verify;

    ReportAudit(AuditTrail audit, VerifyAudit verify) {
        this.audit = audit;
        this.verify = verify;
    }

    public Answer report() {
        audit.flush();
        VerifyAudit.Found found = verify.verify();
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        report.put("whole", found.breaks().isEmpty())
                .put("sealed", found.sealed())
                .put("pending", found.pending())
                .put("head", found.head());
        ArrayNode breaks = report.putArray("breaks");
        found.breaks().forEach(breaks::add);
        return Answer.json(
                found.breaks().isEmpty() ? 200 : 409, new String(FhirJson.write(report), StandardCharsets.UTF_8));
    }
}
