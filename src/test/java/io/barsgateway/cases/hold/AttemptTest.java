package io.barsgateway.cases.hold;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.audit.trace.Tracing;
import io.barsgateway.edge.handshake.Peer;
import io.barsgateway.edge.request.AnswerTime;
import io.barsgateway.edge.request.HeardAnswers;
import io.barsgateway.fixture.Tenants;
import io.barsgateway.receive.Connection;
import io.barsgateway.receive.Ids;
import io.barsgateway.receive.caller.AccessHeaders;
import io.barsgateway.receive.caller.Caller;
import io.barsgateway.receive.service.Tenant;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Which attempts are of one request: X-Request-Id, organisation and service say so together. */
class AttemptTest {

    private static final String REQUEST = "6f0d6f4e-3c1b-4b0e-9b5a-0d7a3f3c2b11";
    private static final Tenant OURS = Tenants.any();

    private static Attempt attempt(String requestId, String organisation, Tenant tenant, String correlation) {
        InetAddress from = InetAddress.getLoopbackAddress();
        AnswerTime time = new AnswerTime(new HeardAnswers(event -> {}, Clock.systemUTC(), Tracing.OFF)
                .begin(new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/$process-message")));
        return new Attempt(
                new Connection(new Peer(from, List.of(), new AtomicReference<>()), from, time),
                new Ids(requestId, correlation),
                new Caller("proxy.test", "ab12"),
                new AccessHeaders(organisation, ""),
                tenant,
                "cd34");
    }

    private static Attempt first() {
        return attempt(REQUEST, "X26", OURS, "conversation");
    }

    @Test
    void a_retry_has_the_ids_of_the_first_attempt() {
        Attempt retry = attempt(REQUEST, "X26", OURS, "other conversation");

        assertThat(retry.stableIds().message()).isEqualTo(first().stableIds().message());
        assertThat(retry.stableIds().reference()).isEqualTo(first().stableIds().reference());
        assertThat(retry.lock()).isEqualTo(first().lock());
    }

    @Test
    void an_id_in_capitals_is_the_same_request() {
        Attempt retry = attempt("6F0D6F4E-3C1B-4B0E-9B5A-0D7A3F3C2B11", "X26", OURS, "conversation");

        assertThat(retry.requestId()).isEqualTo(first().requestId());
        assertThat(retry.lock()).isEqualTo(first().lock());
        assertThat(retry.stableIds().message()).isEqualTo(first().stableIds().message());
    }

    @Test
    void another_organisation_or_service_makes_another_request() {
        Tenant other = Tenants.with(Map.of("id", "2000000042"));

        assertThat(List.of(
                        first().lock(),
                        attempt(REQUEST, "X27", OURS, "conversation").lock(),
                        attempt(REQUEST, "", OURS, "conversation").lock(),
                        attempt(REQUEST, "X26", other, "conversation").lock()))
                .doesNotHaveDuplicates();
    }

    @Test
    void its_caller_is_known_by_name_and_certificate() {
        assertThat(first().callerLabel()).isEqualTo("proxy.test sha256=ab12");
        assertThat(first().address()).isEqualTo("127.0.0.1");
    }
}
