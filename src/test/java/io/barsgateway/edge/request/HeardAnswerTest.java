package io.barsgateway.edge.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.barsgateway.audit.AuditEvent;
import io.barsgateway.audit.trace.Tracing;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.channels.ClosedChannelException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeardAnswerTest {

    private static final AuditEvent ASKED = AuditEvent.of(Instant.EPOCH, "answer", "")
            .from("proxy.test", "ab12", "192.0.2.1")
            .about("system|1", "request-id", "correlation-id", "");
    private static final AuditEvent REFUSED =
            AuditEvent.of(Instant.EPOCH, "request", "refused").by("404 not-found", "");

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final List<AuditEvent> rows = new ArrayList<>();
    private final HeardAnswer answer = new HeardAnswers(rows::add, Clock.systemUTC(), Tracing.OFF)
            .begin(new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/x"));

    private void written(ChannelFutureListener left) throws Exception {
        left.operationComplete(channel.newSucceededFuture());
    }

    private void notWritten(ChannelFutureListener left) throws Exception {
        left.operationComplete(channel.newFailedFuture(new ClosedChannelException()));
    }

    @Test
    void an_answer_that_was_written_was_heard_by_whoever_asked() throws Exception {
        answer.name(ASKED);
        ChannelFutureListener leaving = answer.leaving(200);
        assertThat(rows).as("before it has been written").isEmpty();

        written(leaving);

        assertThat(rows).singleElement().satisfies(row -> {
            assertThat(row.what() + " " + row.outcome() + " " + row.rule()).isEqualTo("answer heard 200");
            assertThat(row.origin().caller() + " " + row.origin().thumbprint() + " "
                            + row.origin().address())
                    .isEqualTo("proxy.test ab12 192.0.2.1");
            assertThat(row.subject().service() + " " + row.subject().requestId() + " "
                            + row.subject().correlationId())
                    .isEqualTo("system|1 request-id correlation-id");
        });
    }

    @Test
    void one_that_could_not_be_written_is_lost() throws Exception {
        answer.name(ASKED);
        notWritten(answer.leaving(200));

        assertThat(rows).extracting(AuditEvent::outcome, AuditEvent::rule).containsExactly(tuple("lost", "200"));
    }

    @Test
    void a_row_about_the_request_says_what_was_heard_too() throws Exception {
        answer.name(ASKED);
        answer.tellBy(REFUSED);
        written(answer.leaving(404));

        assertThat(rows)
                .extracting(AuditEvent::what, AuditEvent::outcome, AuditEvent::rule, AuditEvent::detail)
                .containsExactly(tuple("request", "refused", "404 not-found", "heard 404"));
    }

    @Test
    void what_a_row_says_already_stays_before_it() throws Exception {
        answer.tellBy(AuditEvent.of(Instant.EPOCH, "read", "answered").by("Slot", "organisation=X26"));
        notWritten(answer.leaving(200));

        assertThat(rows).extracting(AuditEvent::detail).containsExactly("organisation=X26; lost 200");
    }

    @Test
    void the_outcome_after_a_408_has_an_audit_row_of_its_own() throws Exception {
        written(answer.leaving(408, ASKED));
        answer.tellBy(REFUSED);
        answer.lost(404);

        assertThat(rows)
                .extracting(AuditEvent::what, AuditEvent::outcome, AuditEvent::detail)
                .containsExactly(tuple("answer", "heard", ""), tuple("request", "refused", ""));
    }

    @Test
    void a_408_being_written_is_audited_as_heard_and_not_as_lost() throws Exception {
        answer.name(ASKED);
        ChannelFutureListener leaving = answer.leaving(408, ASKED);
        answer.lost(200);
        assertThat(rows).isEmpty();

        written(leaving);

        assertThat(rows).extracting(AuditEvent::outcome, AuditEvent::rule).containsExactly(tuple("heard", "408"));
    }

    @Test
    void an_answer_to_nobody_is_lost_once() throws Exception {
        answer.name(ASKED);
        answer.lost(200);
        answer.lost(0);
        written(answer.leaving(200));

        assertThat(rows).extracting(AuditEvent::outcome, AuditEvent::rule).containsExactly(tuple("lost", "200"));
    }

    @Test
    void a_caller_refused_before_it_has_a_name_has_no_row_here() throws Exception {
        written(answer.leaving(403));

        assertThat(rows).isEmpty();
    }
}
