package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fixture.Changed;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.LocalClient;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.ProxyClient.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two services behind one listener, two thousand messages and reads at once: nothing of one is seen through the other. */
@GatewayTest
class TenantsIT {

    private static final int ROUNDS = 400;
    private static final String NUMBER = "9990000077";

    private final ProxyClient proxy;
    private final LocalClient local;
    private final JdbcClient jdbc;

    TenantsIT(
            @Qualifier("inboundListener") Listener inbound,
            @Qualifier("localListener") Listener local,
            JdbcClient jdbc) {
        this.local = new LocalClient(local.boundPort());
        this.proxy = ProxyClient.at(inbound.boundPort());
        this.jdbc = jdbc;
    }

    private static ObjectNode referral(String service) {
        return Changed.nhsNumber(NUMBER, Messages.to(service, Messages.referral()));
    }

    /** One message to a service, then four requests that must stay within it. */
    private Callable<List<String>> round(String service, String other) {
        return () -> {
            List<String> wrong = new ArrayList<>();
            ProxyClient conversation = proxy.to(service);
            Reply sent = conversation.post(referral(service));
            if (sent.status() != 200) {
                return List.of("sent " + sent.body());
            }
            String id = MessageBundle.of(sent.json())
                    .first("ServiceRequest")
                    .orElseThrow()
                    .resource()
                    .path("id")
                    .asText();
            note(wrong, "own read", 200, get(service, "/ServiceRequest/" + id));
            note(wrong, "read through the other", 404, get(other, "/ServiceRequest/" + id));
            Reply search = get(other, "/ServiceRequest?patient:identifier=" + NUMBER);
            if (search.status() != 200 || search.body().contains(id)) {
                wrong.add("search through the other " + search.status());
            }
            ObjectNode cancel = Messages.because("update", Messages.to(other, (ObjectNode) sent.json()));
            Messages.resource(cancel, "ServiceRequest").put("status", "revoked");
            note(
                    wrong,
                    "cancel through the other",
                    404,
                    proxy.to(other)
                            .with("X-Correlation-Id", conversation.header("X-Correlation-Id"))
                            .post(cancel));
            return wrong;
        };
    }

    private Reply get(String service, String path) throws Exception {
        return proxy.to(service).call("GET", path, new byte[0]);
    }

    private static void note(List<String> wrong, String what, int status, Reply reply) {
        if (reply.status() != status) {
            wrong.add(what + " " + reply.status() + " " + reply.body());
        }
    }

    @Test
    void none_of_two_thousand_crosses() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(12);
        List<String> wrong = new ArrayList<>();
        try {
            List<Callable<List<String>>> rounds = new ArrayList<>();
            for (int i = 0; i < ROUNDS; i++) {
                boolean first = i % 2 == 0;
                rounds.add(round(first ? FarSide.ANY : FarSide.SLOTTED, first ? FarSide.SLOTTED : FarSide.ANY));
            }
            for (Future<List<String>> round : threads.invokeAll(rounds)) {
                wrong.addAll(round.get());
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(wrong).isEmpty();
        assertThat(jdbc.sql("SELECT count(*) FROM bars_case WHERE nhs_number = ? AND status = 'OPEN'")
                        .param(NUMBER)
                        .query(Integer.class)
                        .single())
                .isEqualTo(ROUNDS);
        for (String service : List.of(FarSide.ANY, FarSide.SLOTTED)) {
            JsonNode own =
                    get(service, "/ServiceRequest?patient:identifier=" + NUMBER).json();
            assertThat(own.path("total").asInt()).isEqualTo(ROUNDS / 2);
            assertThat(jdbc.sql(
                                    "SELECT count(*) FROM audit WHERE what = 'request' AND outcome = 'accepted' AND service LIKE ?")
                            .param("%|" + service)
                            .query(Integer.class)
                            .single())
                    .isGreaterThanOrEqualTo(ROUNDS / 2);
        }
        Awaitility.await().untilAsserted(() -> {
            String metrics = local.get("/metrics").body();
            for (String service : List.of(FarSide.ANY, FarSide.SLOTTED)) {
                Matcher accepted = Pattern.compile("bars_events_total\\{outcome=\"accepted\",service=\"[^\"]*\\|"
                                + service + "\",what=\"request\"} ([0-9.]+)")
                        .matcher(metrics);
                assertThat(accepted.find()).as(service).isTrue();
                assertThat(Double.parseDouble(accepted.group(1))).isGreaterThanOrEqualTo(ROUNDS / 2);
            }
        });
        assertThat(proxy.to(FarSide.ANY).post(referral(FarSide.SLOTTED)).status())
                .as("header and body disagree")
                .isEqualTo(400);
    }
}
