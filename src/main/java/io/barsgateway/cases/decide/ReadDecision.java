package io.barsgateway.cases.decide;

import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What the local system's answer means: 2xx takes the message, 404, 409 and 422 refuse it as the standard has it, any other
 * 4xx as a broken rule. No answer and 5xx decide nothing: the Sender may ask again, and so do we, under the same key. The
 * local system's words stay here, since they may speak of a patient.
 */
@Component
public final class ReadDecision {

    private static final Logger log = LoggerFactory.getLogger(ReadDecision.class);

    private final JdbcClient jdbc;

    ReadDecision(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void read(@Header(Exchange.HTTP_RESPONSE_CODE) int status, @Variable("question") Question question) {
        if (status / 100 == 2) {
            jdbc.sql("UPDATE question SET verdict = 'TAKEN' WHERE id = ?")
                    .param(question.id())
                    .update();
            return;
        }
        log.info("The local system answered {} to {} reference={}", status, question.meaning(), question.reference());
        if (status / 100 != 4 || status == 408 || status == 425 || status == 429) {
            throw new Fault(FaultCode.UNAVAILABLE, "Whether it is accepted cannot be decided at the moment");
        }
        jdbc.sql("DELETE FROM question WHERE id = ?").param(question.id()).update();
        switch (status) {
            case 404 -> throw new Fault(FaultCode.NOT_FOUND, "What the message is about is not known to the service");
            case 409 -> throw new Fault(FaultCode.CONFLICT, "The message conflicts with what the service holds");
            case 422 -> throw new Fault(FaultCode.DIFFERS, "The service does not take what the message asks for");
            default -> throw new Fault(FaultCode.INVARIANT, "The service refuses the message");
        }
    }
}
