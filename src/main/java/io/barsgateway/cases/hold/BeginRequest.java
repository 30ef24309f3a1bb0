package io.barsgateway.cases.hold;

import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.receive.Connection;
import io.barsgateway.receive.Ids;
import io.barsgateway.receive.Request;
import io.barsgateway.receive.caller.AccessHeaders;
import io.barsgateway.receive.caller.Caller;
import io.barsgateway.receive.tenant.Choice;
import io.barsgateway.receive.tenant.Tenant;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;
import org.apache.camel.support.SynchronizationAdapter;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Begins the one transaction of an X-Request-Id, per calling organisation and service: 425 while another holds it, 409 duplicate once it
 * was accepted, the first verdict again where that was about content. The same id with another body is never a duplicate,
 * which a Sender reads as success: it is refused, audited and told to the operator.
 */
@Component
public final class BeginRequest {

    private final DataSource dataSource;
    private final Outcomes outcomes;

    BeginRequest(DataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.outcomes = new Outcomes(clock);
    }

    public RequestTransaction begin(
            @Variable("connection") Connection connection,
            @Variable("request") Request request,
            @Variable("ids") Ids ids,
            @Variable("caller") Caller caller,
            @Variable("accessHeaders") AccessHeaders accessHeaders,
            @Variable("tenant") Tenant tenant,
            Exchange exchange) {
        RequestDetails details = new RequestDetails(
                connection, ids, caller, accessHeaders, tenant, request.body().hash());
        try {
            RequestTransaction transaction = RequestTransaction.begin(dataSource, details);
            try {
                lock(transaction);
                // Whatever a route does with it, a transaction ends with its exchange
                exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
                    @Override
                    public void onDone(Exchange done) {
                        transaction.close();
                    }
                });
                return transaction;
            } catch (RuntimeException | SQLException e) {
                transaction.close();
                throw e;
            }
        } catch (SQLException | DataAccessException e) {
            throw new Fault(FaultCode.UNAVAILABLE, "Messages cannot be held at the moment", e);
        }
    }

    private void lock(RequestTransaction transaction) throws SQLException {
        if (!transaction
                .jdbc()
                .sql("SELECT pg_try_advisory_xact_lock(?)")
                .param(lockOf(transaction.details()))
                .query(Boolean.class)
                .single()) {
            throw new Fault(FaultCode.TOO_EARLY, "X-Request-Id: The first attempt with it is still being processed");
        }
        Optional<Outcomes.Outcome> earlier = outcomes.of(transaction);
        if (earlier.isEmpty()) {
            transaction.mark();
            return;
        }
        if (earlier.get().isAccepted() && transaction.details().tenant().reads(Choice.CONTENT_BEFORE_DUPLICATE)) {
            transaction.repeats();
            return;
        }
        boolean otherBody = !earlier.get().sha256().equals(transaction.details().sha256());
        if (otherBody && !transaction.details().tenant().reads(Choice.OTHER_BODY_IS_DUPLICATE)) {
            outcomes.auditOtherBody(transaction);
            throw new Fault(
                    FaultCode.INVARIANT,
                    "X-Request-Id: It was used before with another body; a retry repeats it exactly");
        }
        if (earlier.get().isAccepted()) {
            outcomes.claim(transaction);
        }
        throw earlier.get().again();
    }

    private static long lockOf(RequestDetails details) {
        String key = details.ids().requestId().toLowerCase(Locale.ROOT)
                + "|"
                + details.accessHeaders().organisation()
                + "|"
                + details.service();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }
}
