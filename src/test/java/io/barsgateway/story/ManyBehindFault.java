package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.cases.CaseFile;
import io.barsgateway.cases.SearchCases;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fhir.ServiceId;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * A million cases behind it, and a hundred thousand messages that wait for a service without a local system: what look-ups take
 * then, and what is accepted in a second with them and without.
 */
@GatewayTest
@DirtiesContext
class ManyBehindFault {

    private static final Logger out = LoggerFactory.getLogger(ManyBehindFault.class);
    private static final int CASES = 1_000_000;
    private static final int WAITING = 100_000;
    private static final int TIMES = 50;
    private static final int RUNS = 5;
    private static final int THREADS = 16;
    private static final Duration RUN = Duration.ofSeconds(10);
    private static final String SYSTEM = "https://fhir.nhs.uk/Id/dos-service-id";

    @TempDir
    private static Path home;

    private final ProxyClient proxy;
    private final JdbcClient jdbc;
    private final SearchCases search;
    private final CaseFile file;

    ManyBehindFault(
            @Qualifier("inboundListener") Listener inbound, JdbcClient jdbc, SearchCases search, CaseFile file) {
        this.proxy = ProxyClient.at(inbound.boundPort());
        this.jdbc = jdbc;
        this.search = search;
        this.file = file;
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) throws Exception {
        settings.add("bars.home", () -> home.toString());
        // So that a service without a delivery.url of its own has none
        settings.add("bars.delivery.url", () -> null);
        Files.createDirectories(home);
    }

    private void fill() {
        String merged = new String(Messages.bytes(Messages.validation()), java.nio.charset.StandardCharsets.UTF_8);
        jdbc.sql("""
                        INSERT INTO bars_case (id, reference, service, counterpart, organisation, correlation_id,
                            request_bundle_id, category, use_case, subject_type, subject_url, subject_id, encounter_url,
                            encounter_status, status, merged, opened_at, changed_at, nhs_number, birth_date, postcode, names,
                            identifiers)
                        SELECT gen_random_uuid(), 'R' || n, :system || '|' || :service, :system || '|1', '', 'c' || n, 'b' || n,
                               'validation', 'a4t1', 'ServiceRequest', :url, 's' || n, '', 'finished', 'COMPLETED',
                               convert_to(:merged, 'UTF8'), now(), now(), 'n' || n, (date '1930-01-01' + n % 30000)::text, 'ZZ99' || n, '{robin}',
                               ARRAY['https://example.org/Id/ref|i' || n]
                          FROM generate_series(1, :cases) n""")
                .param("system", SYSTEM)
                .param("service", FarSide.ANY)
                .param("url", subjectUrl())
                .param("merged", merged)
                .param("cases", CASES)
                .update();
        jdbc.sql("VACUUM ANALYZE bars_case").update();
    }

    private void letWait() {
        jdbc.sql("""
                        INSERT INTO message (id, case_id, direction, meaning, service, counterpart, organisation, bundle_id,
                            request_id, correlation_id, use_context, caller, access, format, sha256, body, held_at)
                        SELECT gen_random_uuid(), c.id, 'in', 'NEW_VALIDATION', :service, c.counterpart, '', c.request_bundle_id,
                               c.reference, c.correlation_id, '', '', '', 'JSON', '', c.merged, now()
                          FROM bars_case c WHERE c.reference LIKE 'R%' LIMIT :waiting""")
                .param("service", SYSTEM + "|" + FarSide.ANY)
                .param("waiting", WAITING)
                .update();
        jdbc.sql("""
                        INSERT INTO work (kind, case_id, message_id, service, status, next_at, created_at, changed_at)
                        SELECT 'deliver', case_id, id, service, 'ready', now(), now(), now() FROM message WHERE service = :service""").param("service", SYSTEM + "|" + FarSide.ANY).update();
        jdbc.sql("VACUUM ANALYZE message").update();
        jdbc.sql("VACUUM ANALYZE work").update();
    }

    private void waitNoMore() {
        jdbc.sql("DELETE FROM work WHERE service = ?")
                .param(SYSTEM + "|" + FarSide.ANY)
                .update();
        jdbc.sql("DELETE FROM message WHERE service = ?")
                .param(SYSTEM + "|" + FarSide.ANY)
                .update();
        jdbc.sql("VACUUM ANALYZE work").update();
    }

    private static String subjectUrl() {
        return io.barsgateway.fhir.MessageBundle.of(Messages.validation())
                .first("ServiceRequest")
                .orElseThrow()
                .fullUrl();
    }

    /** Median and longest of many, in milliseconds. */
    private static double look(String what, Callable<?> question) throws Exception {
        double[] taken = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            long start = System.nanoTime();
            question.call();
            taken[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(taken);
        out.info("{}: median {} ms, longest {} ms", what, taken[TIMES / 2], taken[TIMES - 1]);
        return taken[TIMES / 2];
    }

    /** Messages accepted in a second. */
    private double accepted() throws Exception {
        AtomicInteger count = new AtomicInteger();
        long end = System.nanoTime() + RUN.toNanos();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        for (int i = 0; i < THREADS; i++) {
            threads.submit(() -> {
                while (System.nanoTime() < end) {
                    ObjectNode message = Messages.to(FarSide.DOUBLED, Messages.validation());
                    assertThat(proxy.to(FarSide.DOUBLED).post(message).status()).isEqualTo(200);
                    count.incrementAndGet();
                }
                return null;
            });
        }
        threads.shutdown();
        threads.awaitTermination(1, TimeUnit.MINUTES);
        return count.get() / (double) RUN.toSeconds();
    }

    @Test
    void look_ups_are_quick_and_what_waits_costs_others_little() throws Exception {
        accepted();
        double alone = accepted();
        fill();
        ServiceId service = new ServiceId(SYSTEM, FarSide.ANY);
        String some = String.valueOf(CASES / 2);
        String born = LocalDate.of(1930, 1, 1).plusDays(CASES / 2 % 30_000).toString();
        List<Double> medians = new ArrayList<>();
        medians.add(look("by id", () -> search.byId(service, "ServiceRequest", "s" + some)));
        medians.add(look("by NHS number", () -> search.byNhsNumber(service, "ServiceRequest", "n" + some)));
        medians.add(look(
                "by person", () -> search.byPerson(service, "ServiceRequest", List.of("robin"), born, "ZZ99" + some)));
        medians.add(look("by identifier", () -> search.byIdentifier(service, "ServiceRequest", null, "i" + some)));
        medians.add(look("by reference", () -> file.byReference("R" + some)));
        medians.add(look("by correlation id", () -> file.byCorrelationId("c" + some)));
        List<Double> without = new ArrayList<>();
        List<Double> with = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            without.add(accepted());
            letWait();
            with.add(accepted());
            waitNoMore();
        }
        without.sort(null);
        with.sort(null);
        out.info(
                "accepted a second: {} with nothing behind it; with {} cases {}; with {} waiting too {} (medians of {}; all: {} {})",
                alone,
                CASES,
                without.get(RUNS / 2),
                WAITING,
                with.get(RUNS / 2),
                RUNS,
                without,
                with);
        assertThat(medians).allSatisfy(median -> assertThat(median).isLessThan(200));
        assertThat(with.get(RUNS / 2)).isGreaterThan(without.get(RUNS / 2) / 2);
    }
}
