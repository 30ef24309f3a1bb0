package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.audit.watch.Alarms;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fhir.form.FhirXml;
import io.barsgateway.fixture.CountingSystem;
import io.barsgateway.fixture.FailureTable;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.OddMessages;
import io.barsgateway.fixture.OddMessages.Odd;
import io.barsgateway.fixture.ProxyClient;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Thousands of messages that are odd and still FHIR, to a service that wants originals and one that wants views. */
@GatewayTest
@DirtiesContext
class OddMessagesFault {

    private static final Logger out = LoggerFactory.getLogger(OddMessagesFault.class);
    private static final int THREADS = 4;
    private static final CountingSystem LOCAL = CountingSystem.start();

    private final ProxyClient proxy;
    private final JdbcClient jdbc;
    private final Alarms alarms;
    private final Map<Integer, Integer> statuses = new ConcurrentHashMap<>();
    private final Map<String, String> accepted = new ConcurrentHashMap<>();

    OddMessagesFault(@Qualifier("inboundListener") Listener inbound, JdbcClient jdbc, Alarms alarms) {
        this.proxy = ProxyClient.at(inbound.boundPort());
        this.jdbc = jdbc;
        this.alarms = alarms;
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) throws IOException {
        String home = Files.createTempDirectory("bars-odd").toString();
        settings.add("bars.home", () -> home);
        settings.add("bars.services[3].delivery.url", LOCAL::url);
        settings.add("bars.services[7].delivery.url", LOCAL::url);
    }

    @Test
    void each_accepted_one_is_delivered_or_set_aside_with_its_reason() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        int sent = 0;
        try {
            List<Future<?>> running = new ArrayList<>();
            for (String service : List.of(FarSide.DOUBLED, FarSide.VIEWED)) {
                for (Odd one : oddOf(service)) {
                    boolean xml = sent++ % 2 == 1;
                    running.add(threads.submit(() -> {
                        send(one, service, xml);
                        return null;
                    }));
                }
            }
            for (Future<?> one : running) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> count("ready") == 0 && count("returning") == 0);
        Set<String> delivered = LOCAL.requests();
        Map<String, Long> setAside = new TreeMap<>();
        jdbc.sql("SELECT reason FROM work WHERE kind = 'deliver' AND status = 'undelivered'")
                .query(String.class)
                .list()
                .forEach(reason -> setAside.merge(reason, 1L, Long::sum));
        long missing = accepted.keySet().stream()
                .filter(request ->
                        !delivered.contains(request) && status(request).equals("done"))
                .count();
        String figure = "%d sent, answers %s; delivered %d, set aside %s, neither %d"
                .formatted(sent, new TreeMap<>(statuses), delivered.size(), setAside.isEmpty() ? 0 : setAside, missing);
        out.info(figure);
        FailureTable.measured("D", figure, () -> {
            assertThat(statuses.keySet()).isSubsetOf(200, 400, 404, 409, 422);
            assertThat(accepted).isNotEmpty();
            assertThat(missing).isZero();
            assertThat(delivered.size()
                            + setAside.values().stream().mapToLong(n -> n).sum())
                    .isEqualTo(accepted.size());
            assertThat(setAside.isEmpty()
                            || alarms.standing().keySet().stream()
                                    .anyMatch(subject -> subject.startsWith("undelivered deliver ")))
                    .as("an alarm about what is set aside")
                    .isTrue();
        });
    }

    private static List<Odd> oddOf(String service) {
        return OddMessages.of(Stream.of(Messages.validation(), Messages.referral(), Messages.booking())
                        .map(sample -> Messages.to(service, sample))
                        .toList())
                .toList();
    }

    private void send(Odd odd, String service, boolean xml) throws IOException, InterruptedException {
        ObjectNode message = odd.message().deepCopy();
        if (!odd.what().endsWith(" at /id")) {
            message.put("id", UUID.randomUUID().toString());
        }
        byte[] body = FhirJson.write(message);
        ProxyClient request = proxy.to(service);
        if (xml) {
            try {
                body = FhirXml.write(message);
                request = request.with("Content-Type", "application/fhir+xml");
            } catch (Fault noXml) {
                // What has no XML form goes as JSON
            }
        }
        int status = request.post(body).status();
        statuses.merge(status, 1, Integer::sum);
        if (status == 200) {
            accepted.put(request.header("X-Request-Id"), odd.what());
        }
    }

    private long count(String status) {
        return jdbc.sql("SELECT count(*) FROM work WHERE kind = 'deliver' AND status = ?")
                .param(status)
                .query(Long.class)
                .single();
    }

    private String status(String request) {
        return jdbc.sql("SELECT w.status FROM work w JOIN message m ON m.id = w.message_id WHERE m.request_id = ?")
                .param(request)
                .query(String.class)
                .single();
    }
}
