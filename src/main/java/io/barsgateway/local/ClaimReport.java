package io.barsgateway.local;

import io.barsgateway.cases.CaseFile;
import io.barsgateway.cases.Report;
import io.barsgateway.receive.Request;
import java.util.Optional;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/**
 * Tells a repeat from a new report by its Idempotency-Key: a repeat hears the first answer again, and nothing is composed
 * twice; the same key with another body is a mistake of the local system, 409.
 */
@Component
public final class ClaimReport {

    private static final String HEADER = "Idempotency-Key";
    private static final int LONGEST = 200;

    private final CaseFile cases;

    ClaimReport(CaseFile cases) {
        this.cases = cases;
    }

    public Report claim(
            @Variable("request") Request request,
            @Variable("localCaller") LocalCaller caller,
            @Variable("localConnection") LocalConnection connection) {
        String key = request.header(HEADER)
                .filter(value -> !value.isBlank() && value.length() <= LONGEST)
                .orElseThrow(() -> new Objection(
                        400, HEADER, "is missing: give each report a key of its own, and its repeats the same"));
        Report report = new Report(caller.name(), key, request.body().hash(), connection.address(), "", "");
        Optional<Report.Answered> earlier = cases.earlier(report);
        if (earlier.isEmpty()) {
            return report;
        }
        if (!earlier.get().sha256().equals(report.sha256())) {
            throw new Objection(409, HEADER, "was used before with another body");
        }
        throw new AnsweredBefore(earlier.get().answer());
    }
}
