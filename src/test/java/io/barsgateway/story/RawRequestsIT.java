package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.edge.handshake.Refusals;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.LocalClient;
import io.barsgateway.fixture.RawRequests;
import io.barsgateway.fixture.RawRequests.Door;
import io.barsgateway.fixture.RawRequests.Row;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Qualifier;

/** What is not HTTP as we speak it is refused alike at each door, and nothing that follows it on the connection is heard. */
@GatewayTest
class RawRequestsIT {

    private final Listener inbound;
    private final Listener local;
    private final Refusals refusals;

    RawRequestsIT(
            @Qualifier("inboundListener") Listener inbound,
            @Qualifier("localListener") Listener local,
            Refusals refusals) {
        this.inbound = inbound;
        this.local = local;
        this.refusals = refusals;
    }

    static Stream<Row> rows() {
        return RawRequests.rows();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void at_the_door_of_the_proxy(Row row) throws Exception {
        RawRequests.check(Door.ofProxy(inbound.boundPort()), row);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void at_the_door_of_local_systems(Row row) throws Exception {
        RawRequests.check(Door.ofLocal(local.boundPort()), row);
    }

    /** Who has shown a certificate was not brought here by a name that somebody else made: an alias is no reason to refuse a referral. */
    @Test
    void a_known_caller_may_use_an_alias() throws Exception {
        RawRequests.check(
                Door.ofProxy(inbound.boundPort()),
                new Row("an alias", "GET {get} HTTP/1.1\r\nHost: alias.test\r\n\r\n", 200));
    }

    @Test
    void the_refusal_of_another_host_names_the_setting() throws Exception {
        RawRequests.check(
                Door.ofLocal(local.boundPort()),
                new Row("another name", "GET {get} HTTP/1.1\r\nHost: Rebound.test:80\r\n\r\n", 421));

        assertThat(refusals.seen()).anySatisfy(seen -> {
            assertThat(seen.rule()).isEqualTo("host");
            assertThat(seen.reason()).contains("rebound.test", "bars.local.names");
        });
    }

    @Test
    void a_form_with_a_malformed_escape_is_no_fault_of_ours() throws Exception {
        HttpRequest form = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + local.boundPort() + "/responses"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Idempotency-Key", "form")
                .POST(BodyPublishers.ofString("a=%zz&b=%"))
                .build();

        assertThat(HttpClient.newHttpClient()
                        .send(form, BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(400);
        assertThat(new LocalClient(local.boundPort()).get("/health").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Idempotency-Key", "Content-Type"})
    void a_header_with_two_values_is_the_writers_to_mend(String header) throws Exception {
        RawRequests.check(
                Door.ofLocal(local.boundPort()),
                new Row(
                        "two values of " + header,
                        "POST {post} HTTP/1.1\r\nHost: localhost\r\n" + header + ": a\r\n" + header
                                + ": b\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}",
                        400));
    }
}
