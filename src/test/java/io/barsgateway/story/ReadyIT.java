package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fhir.Original;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.LocalDouble;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.outbox.Work;
import io.barsgateway.outbox.WorkKind;
import io.barsgateway.outbox.Youth;
import io.barsgateway.outbox.claim.ClaimWork;
import io.barsgateway.outbox.queue.Lease;
import io.barsgateway.outbox.queue.TakenLanes;
import io.barsgateway.outbox.queue.WorkQueue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.spring.SpringCamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Deliveries that a gateway keeps in memory: they are leased like all others, and no longer than they can be delivered soon. */
@GatewayTest
class ReadyIT {

    private final ProxyClient proxy;
    private final JdbcClient jdbc;
    private final WorkQueue queue;
    private final ClaimWork claims;
    private final Listener inbound;
    private final SpringCamelContext camel;

    ReadyIT(
            @Qualifier("inboundListener") Listener inbound,
            JdbcClient jdbc,
            WorkQueue queue,
            ClaimWork claims,
            SpringCamelContext camel) {
        this.queue = queue;
        this.claims = claims;
        this.inbound = inbound;
        this.camel = camel;
        this.proxy = ProxyClient.at(inbound.boundPort());
        this.jdbc = jdbc;
    }

    /** What hangs would be tried again, and counted, in other stories. */
    @AfterEach
    void nothing_waits_any_more() {
        jdbc.sql(
                        "UPDATE work SET status = 'done', lease = NULL, leased_until = NULL WHERE service LIKE ? AND status <> 'done'")
                .param("%|" + FarSide.UNHURRIED)
                .update();
    }

    private ProxyClient post(String service) throws Exception {
        ProxyClient request = proxy.to(service);
        assertThat(request.post(Messages.to(service, Messages.validation())).status())
                .isEqualTo(200);
        return request;
    }

    /** Of the deliveries of that service: those that somebody has leased, and those that were leased and are anybody's again. */
    private List<Integer> leasedAndGivenBack() {
        return jdbc.sql("""
                        SELECT count(lease), count(*) FILTER (WHERE lease IS NULL AND attempts = 0 AND NOT may_have_arrived
                                                                AND changed_at > created_at)
                          FROM work WHERE service LIKE ? AND status = 'ready'""")
                .param("%|" + FarSide.UNHURRIED)
                .query((row, number) -> List.of(row.getInt(1), row.getInt(2)))
                .single();
    }

    /** The status of its delivery, how often it was tried, and whether nobody has leased it. */
    private String work(ProxyClient request) {
        return jdbc.sql("""
                        SELECT w.status || ' ' || w.attempts || ' ' || (w.lease IS NULL) FROM work w
                          JOIN message m ON m.id = w.message_id WHERE m.correlation_id = ?""")
                .param(request.header("X-Correlation-Id"))
                .query(String.class)
                .single();
    }

    @Test
    void what_waits_for_a_slow_system_goes_back_to_the_store_untried() throws Exception {
        for (int i = 0; i < 7; i++) {
            post(FarSide.UNHURRIED);
        }

        // Four at once is what a service may have under way
        Awaitility.await().untilAsserted(() -> assertThat(leasedAndGivenBack()).isEqualTo(List.of(4, 3)));
    }

    @Test
    void a_ready_message_is_delivered_once() throws Exception {
        List<ProxyClient> requests = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            requests.add(post(FarSide.DOUBLED));
        }
        for (ProxyClient request : requests) {
            assertThat(FarSide.LOCAL.await(1, LocalDouble.of(request))).hasSize(1);
            Awaitility.await().until(() -> work(request).equals("done 1 true"));
        }
    }

    @Test
    void a_gateway_that_stops_begins_no_delivery_and_waits_for_none() throws Exception {
        Thread waiting = new Thread(() -> claims.rest(Duration.ofMinutes(5)));
        waiting.start();
        Awaitility.await().until(() -> waiting.getState() != Thread.State.RUNNABLE);
        claims.stop();
        try {
            waiting.join(Duration.ofSeconds(10).toMillis());
            assertThat(waiting.isAlive()).isFalse();
            ProxyClient request = post(FarSide.DOUBLED);

            assertThat(CompletableFuture.supplyAsync(() -> claims.next(WorkKind.DELIVER, Duration.ofMinutes(5))))
                    .succeedsWithin(Duration.ofSeconds(10))
                    .isEqualTo(Optional.empty());
            Awaitility.await().during(Duration.ofMillis(500)).until(() -> work(request)
                    .equals("ready 0 true"));

            claims.start();
            assertThat(FarSide.LOCAL.await(1, LocalDouble.of(request))).hasSize(1);
        } finally {
            claims.start();
        }
    }

    @Test
    void listeners_stop_first_and_routes_last() {
        assertThat(List.of(inbound.getPhase(), claims.getPhase(), camel.getPhase()))
                .isSortedAccordingTo(Comparator.reverseOrder())
                .doesNotHaveDuplicates();
    }

    /** A place in a lane is known by its lease: with one name for several, several attempts would count as one. */
    @Test
    void messages_claimed_together_or_ahead_have_a_lease_each() throws Exception {
        int all = TakenLanes.SEVERAL + 3;
        List<ProxyClient> requests = new ArrayList<>();
        for (int i = 0; i < all; i++) {
            requests.add(post(FarSide.DOUBLED));
        }
        String[] ids = requests.stream()
                .map(request -> request.header("X-Correlation-Id"))
                .toArray(String[]::new);
        String ours = "message_id IN (SELECT id FROM message WHERE correlation_id = ANY (?))";
        Awaitility.await()
                .until(() -> jdbc.sql("SELECT count(*) FROM work WHERE status = 'done' AND " + ours)
                                .param(ids)
                                .query(Integer.class)
                                .single()
                        == all);
        // A lane that no delivery is taken of
        jdbc.sql("UPDATE work SET status = 'ready', lane = 'nowhere' WHERE " + ours)
                .param(ids)
                .update();
        try {
            List<Work> claimed = claimOfNowhere(List.of());
            assertThat(claimed).hasSize(TakenLanes.SEVERAL);
            assertThat(claimed.stream().map(Work::lease)).doesNotHaveDuplicates();
            jdbc.sql("UPDATE work SET lease = NULL, leased_until = NULL WHERE lane = 'nowhere'")
                    .update();
            assertThat(claimOfNowhere(List.of("nowhere"))).hasSize(all);
        } finally {
            jdbc.sql("UPDATE work SET status = 'done', lease = NULL, leased_until = NULL WHERE lane = 'nowhere'")
                    .update();
        }
    }

    private List<Work> claimOfNowhere(List<String> quick) {
        return queue.claim(
                WorkKind.DELIVER,
                new TakenLanes(List.of("nowhere"), List.of(), List.of(), quick),
                new Lease(UUID.randomUUID(), Duration.ofMinutes(1), Youth.of(Duration.ofSeconds(2))));
    }

    /** Else a validation that never left would not be given back to its Requester. */
    @Test
    void what_is_set_aside_before_it_leaves_has_not_arrived() throws Exception {
        ProxyClient request = post(FarSide.VIEWED);
        String ours = "message_id IN (SELECT id FROM message WHERE correlation_id = ?)";
        String correlation = request.header("X-Correlation-Id");
        Awaitility.await().until(() -> status(correlation).startsWith("done"));
        // No Bundle, of which no view can be made
        Original basic = new Original("{\"resourceType\":\"Basic\"}".getBytes(StandardCharsets.UTF_8));
        jdbc.sql("UPDATE message SET body = ?, sha256 = ? WHERE correlation_id = ?")
                .params(basic.bytes(), basic.hash(), correlation)
                .update();
        jdbc.sql("UPDATE work SET status = 'ready', may_have_arrived = false WHERE " + ours)
                .param(correlation)
                .update();
        try {
            Awaitility.await().until(() -> status(correlation).startsWith("undelivered"));
            assertThat(status(correlation)).isEqualTo("undelivered false");
        } finally {
            jdbc.sql("UPDATE work SET status = 'done' WHERE " + ours)
                    .param(correlation)
                    .update();
        }
    }

    private String status(String correlation) {
        return jdbc.sql("""
                        SELECT w.status || ' ' || w.may_have_arrived FROM work w JOIN message m ON m.id = w.message_id
                         WHERE m.correlation_id = ?""").param(correlation).query(String.class).single();
    }
}
