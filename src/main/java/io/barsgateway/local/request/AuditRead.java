package io.barsgateway.local.request;

import io.barsgateway.answer.Answer;
import io.barsgateway.audit.Audit;
import io.barsgateway.audit.AuditEvent;
import io.barsgateway.fhir.identity.NhsNumber;
import io.barsgateway.fhir.identity.ServiceId;
import io.barsgateway.local.LocalCaller;
import io.barsgateway.local.LocalConnection;
import io.barsgateway.local.request.LocalRead.Kind;
import io.barsgateway.receive.Ids;
import java.time.Clock;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Puts in the audit which local system asked to see what, and whether it did: one row for each read, with ids and the hash of what
 * was shown. An id that is not of our making is left out, since anything could be written there. A refused credential is there
 * already.
 */
@Component
public final class AuditRead {

    /** As we give them out: five letters or digits, twice. */
    private static final Pattern REFERENCE = Pattern.compile("[0-9A-Z]{5}-[0-9A-Z]{5}");

    private static final Pattern SERVICE = Pattern.compile("[A-Za-z0-9-]{1,36}");

    private static final String UNUSUAL = "not of the usual form";

    private final Audit audit;
    private final Clock clock;

    AuditRead(Audit audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    public void audit(
            @Variable("read") @Nullable LocalRead read,
            @Variable("localCaller") @Nullable LocalCaller caller,
            @Variable("localConnection") @Nullable LocalConnection connection,
            @Variable("answer") Answer answer) {
        if (read == null || caller == null || connection == null) {
            return;
        }
        boolean shown = answer.status() < 400;
        String outcome = shown ? "answered" : answer.status() < 500 ? "refused" : "failed";
        audit.note(AuditEvent.of(clock.instant(), read.kind() == Kind.QUESTION ? "question" : "read", outcome)
                .by(rule(read), answer.status() + id(read))
                .from(caller.name(), connection.thumbprint(), connection.address())
                .about(
                        read.target() == null ? "" : target(read.target(), shown),
                        "",
                        "",
                        shown ? answer.body().hash() : ""));
    }

    /** A service that answered is one; of another, what could be a patient's number or a text is not repeated. */
    private static String target(ServiceId target, boolean shown) {
        boolean usual = SERVICE.matcher(target.value()).matches() && !NhsNumber.is(target.value());
        return shown || usual ? target.toString() : UNUSUAL;
    }

    private static String rule(LocalRead read) {
        return read.kind() == Kind.QUESTION
                ? read.operation()
                : read.kind().name().toLowerCase(Locale.ROOT);
    }

    private static String id(LocalRead read) {
        if (read.id().isEmpty()) {
            return "";
        }
        boolean ours = Ids.isUuid(read.id())
                || (read.kind() == Kind.SENT && REFERENCE.matcher(read.id()).matches());
        return " id=" + (ours ? read.id() : UNUSUAL);
    }
}
