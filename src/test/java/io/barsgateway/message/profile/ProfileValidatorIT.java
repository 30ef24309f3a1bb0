package io.barsgateway.message.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Original;
import io.barsgateway.fhir.ServiceId;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.fhir.form.AnyForm;
import io.barsgateway.fhir.form.Format;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.Published;
import io.barsgateway.fixture.Tenants;
import io.barsgateway.message.Meaning;
import io.barsgateway.message.Message;
import io.barsgateway.message.ParsedMessage;
import io.barsgateway.receive.Ids;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.utilities.http.ManagedWebAccess;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The validator itself, which takes ten seconds to load. */
class ProfileValidatorIT {

    private static final org.slf4j.Logger log = org.slf4j.LoggerFactory.getLogger(ProfileValidatorIT.class);
    private static final Path SHARED = Path.of("..", "shared", "data");
    private static final Path OWN = Path.of("src/test/resources/profiles");

    private static Message message(String profiles) {
        ObjectNode tree = Messages.referral();
        return new Message(
                new ParsedMessage(new Original(Messages.bytes(tree)), Format.JSON, MessageBundle.of(tree)),
                Tenants.with(Map.of("profiles", profiles)),
                Meaning.NEW_REFERRAL,
                "referral",
                "a1t1",
                new ServiceId(Systems.SERVICE_ID, "1"),
                List.of());
    }

    @Test
    void a_profile_time_out_passes_where_advised_and_refuses_where_enforced() {
        ProfilesProperties hasty = new ProfilesProperties(List.of(OWN), null, Duration.ofMillis(1), 1);
        Ids ids = new Ids(UUID.randomUUID().toString(), UUID.randomUUID().toString());
        try (ProfileValidator validator = new ProfileValidator(hasty)) {
            CheckProfiles check = new CheckProfiles(new Profiles(hasty, Optional.of(validator)));

            assertThatCode(() -> check.check(message("advise"), ids)).doesNotThrowAnyException();
            assertThatThrownBy(() -> check.check(message("enforce"), ids))
                    .isInstanceOfSatisfying(
                            Fault.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.UNAVAILABLE));
        }
    }

    @Test
    void nobody_is_asked_whatever_a_message_names_and_hl7s_own_web_client_is_off() throws IOException {
        ProfilesProperties own = new ProfilesProperties(List.of(OWN), null, Duration.ofMinutes(1), 1);
        AtomicInteger asked = new AtomicInteger();
        HttpServer trap = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        trap.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        trap.start();
        String url = "http://127.0.0.1:" + trap.getAddress().getPort() + "/x";
        ObjectNode tree = Messages.referral();
        ObjectNode patient = Messages.resource(tree, "Patient");
        patient.withObject("meta").putArray("profile").add(url);
        patient.putObject("maritalStatus")
                .putArray("coding")
                .addObject()
                .put("system", url)
                .put("code", "M");
        patient.putArray("extension").addObject().put("url", url).put("valueCode", "x");

        try (ProfileValidator validator = new ProfileValidator(own)) {
            assertThat(validator.findings(tree)).isNotNull();

            assertThatThrownBy(() -> ManagedWebAccess.get(List.of("web"), url))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("not allowed");
            assertThat(asked).hasValue(0);
        } finally {
            trap.stop(0);
        }
    }

    @Test
    void the_published_messages_have_the_errors_that_their_index_counts() throws IOException {
        List<Path> files = Published.messages();
        Path definitions = SHARED.resolve("definitions");
        Assumptions.assumeTrue(Files.isDirectory(definitions), "the published definitions are not beside the project");
        Map<String, Integer> index = index();
        long before = used();
        ProfilesProperties all;
        try (Stream<Path> folders = Files.list(definitions)) {
            all = new ProfilesProperties(
                    folders.sorted().toList(),
                    Path.of("src/test/resources/profiles-index.yaml"),
                    Duration.ofMinutes(1),
                    1);
        }
        Tolerances builtIn = Tolerances.read(null);
        try (ProfileValidator validator = new ProfileValidator(all)) {
            long first = millis(() -> validator.findings(original(files.get(5))));
            for (Path file : files) {
                Map<Finding, Integer> found = validator.findings(original(file));
                String name = file.getFileName().toString();
                int errors = found.values().stream().mapToInt(Integer::intValue).sum();
                int left = found.entrySet().stream()
                        .filter(entry -> !builtIn.cover(entry.getKey()))
                        .mapToInt(Map.Entry::getValue)
                        .sum();
                long steady = millis(() -> validator.findings(original(file)));
                log.info(
                        "{} errors, index {}, not tolerated {}, {} ms: {}",
                        errors,
                        index.get(name),
                        left,
                        steady,
                        name);
                assertThat(errors).as(name).isEqualTo(index.getOrDefault(name, -1) + strayElements(name));
            }
            long after = used();
            log.info(
                    "first {} ms; heap {} MiB without, {} MiB with {} definitions",
                    first,
                    before,
                    after,
                    validator.size());
            assertThat(validator.size()).isGreaterThan(200);
        }
    }

    /** The index was counted after parsing, which drops the one element that FHIR does not have. */
    private static int strayElements(String name) {
        return name.contains("process-message-POST-success") ? 1 : 0;
    }

    private static long millis(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1_000_000;
    }

    private static JsonNode original(Path file) {
        try {
            return AnyForm.read(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static long used() {
        System.gc();
        return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20;
    }

    /** The column of profile errors, by file. */
    private static Map<String, Integer> index() throws IOException {
        Pattern row = Pattern.compile("\\| (\\S+\\.(?:json|xml)) \\|.*\\| (?:ok|NO[^|]*) \\| (\\d+) \\|.*");
        try (Stream<String> lines = Files.lines(SHARED.resolve("INDEX.md"))) {
            return lines.map(row::matcher)
                    .filter(Matcher::matches)
                    .collect(java.util.stream.Collectors.toMap(
                            found -> found.group(1), found -> Integer.parseInt(found.group(2)), (a, b) -> a));
        }
    }
}
