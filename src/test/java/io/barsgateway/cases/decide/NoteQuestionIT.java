package io.barsgateway.cases.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.cases.CaseState;
import io.barsgateway.cases.CaseState.Status;
import io.barsgateway.cases.accept.Acceptance;
import io.barsgateway.cases.accept.StableIds;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.fhir.identity.ServiceId;
import io.barsgateway.fixture.BlockedSessions;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.Received;
import io.barsgateway.fixture.Tenants;
import io.barsgateway.message.Meaning;
import io.barsgateway.message.Message;
import io.barsgateway.outbox.attempt.Outcome;
import io.barsgateway.outbox.lane.Lanes;
import io.barsgateway.receive.Ids;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** The local system is asked about one message of a case at a time, however many gateways ask. */
@GatewayTest
class NoteQuestionIT {

    private final NoteQuestion note;
    private final QuestionRows questions;
    private final Lanes lanes;
    private final TransactionOperations transactions;
    private final JdbcClient jdbc;
    private final UUID caseId = UUID.randomUUID();

    NoteQuestionIT(
            NoteQuestion note,
            QuestionRows questions,
            Lanes lanes,
            TransactionOperations transactions,
            JdbcClient jdbc) {
        this.note = note;
        this.questions = questions;
        this.lanes = lanes;
        this.transactions = transactions;
        this.jdbc = jdbc;
    }

    @Test
    void a_second_message_waits_until_the_first_is_noted_and_is_not_asked_about() {
        CompletableFuture<Question> first = new CompletableFuture<>();
        CompletableFuture<Fault> second = transactions.execute(transaction -> {
            first.complete(ask());
            CompletableFuture<Fault> refused =
                    CompletableFuture.supplyAsync(() -> catchThrowableOfType(Fault.class, this::ask));
            BlockedSessions.awaitOne(jdbc);
            return refused;
        });
        try {
            assertThat(second)
                    .succeedsWithin(Duration.ofSeconds(20))
                    .extracting(Fault::code)
                    .isEqualTo(FaultCode.UNAVAILABLE);
        } finally {
            answered(first.join());
        }

        answered(ask());
    }

    private Question ask() {
        ObjectNode content = Messages.booking();
        content.put("id", UUID.randomUUID().toString());
        Message message = Received.aMessage(
                Meaning.UPDATE,
                Tenants.any(),
                content,
                "",
                "a1t1",
                new ServiceId(Systems.SERVICE_ID, FarSide.EXAMPLES));
        Ids ids = new Ids(UUID.randomUUID().toString(), UUID.randomUUID().toString());
        StableIds stable =
                new StableIds(ids.requestId(), "X26", message.tenant().id().toString());
        CaseState state = new CaseState(caseId, "reference", Status.OPEN, "", message.bundle());
        return note.note(ids, message, new Acceptance(message.bundle(), state, stable, false, ""));
    }

    /** With no: nothing is left of it. */
    private void answered(Question question) {
        questions.refused(question);
        lanes.leave(question.place(), Outcome.NOTHING, "");
    }
}
