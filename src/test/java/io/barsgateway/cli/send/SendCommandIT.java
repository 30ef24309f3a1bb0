package io.barsgateway.cli.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.cli.reach.Home;
import io.barsgateway.cli.run.LocalRun;
import io.barsgateway.fixture.BarsCommand;
import io.barsgateway.fixture.LocalDouble;
import io.barsgateway.fixture.RowSample;
import io.barsgateway.message.Meaning;
import io.barsgateway.trust.keys.KeyMaterial;
import io.barsgateway.trust.keys.KeyPairs;
import io.barsgateway.trust.keys.LocalPki;
import io.barsgateway.trust.keys.PemText;
import io.barsgateway.trust.keys.PrivateFiles;
import io.barsgateway.trust.keys.SigningRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code bars send} to a gateway as it is rehearsed: it presents the certificate of its live name on localhost, and its local system
 * answers nothing by itself.
 */
class SendCommandIT {

    private static final String LIVE_NAME = "BaRS-INT-X26.Example.thirdparty.nhs.uk";
    private static final LocalDouble LOCAL = LocalDouble.start();
    private static Path home = Path.of("");
    private static LocalRun run;

    private final Path folder;

    SendCommandIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        System.setProperty("bars.installation", ".");
        Home chosen = new Home(folder.toRealPath());
        home = chosen.folder();
        LocalPki pki = chosen.pki();
        KeyPair keys = KeyPairs.rsa(2048);
        Path certificate = Files.writeString(
                home.resolve("live.crt"), PemText.of(pki.sign(SigningRequest.of(LIVE_NAME, keys), Clock.systemUTC())));
        Path key = home.resolve("live.key");
        PrivateFiles.write(key, KeyMaterial.pem(keys.getPrivate(), null));
        run = LocalRun.start(
                chosen,
                0,
                Map.of(
                        "bars.inbound.port",
                        0,
                        "bars.local.port",
                        0,
                        "bars.inbound.certificate",
                        certificate,
                        "bars.inbound.private-key",
                        key,
                        "bars.delivery.url",
                        LOCAL.url()));
        chosen.writeUp(run.gatewayUrl(), run.localUrl(), "");
    }

    @AfterAll
    static void stop() {
        run.close();
        LOCAL.close();
    }

    private static BarsCommand send(String... words) {
        return BarsCommand.run(Stream.of(List.of("send", "--home", home.toString()), Arrays.asList(words))
                .flatMap(List::stream)
                .toArray(String[]::new));
    }

    /** The reference, or the id of the Appointment, that was printed for a case. */
    private static String opened(String sample) {
        BarsCommand said = send(sample);
        assertThat(said.exit()).as(said.printed()).isZero();
        Matcher printed = Pattern.compile("reference ([0-9A-Z-]+)|(Appointment/[0-9a-f-]+)")
                .matcher(said.printed());
        assertThat(printed.find()).as(said.printed()).isTrue();
        return printed.group();
    }

    private static String caseOf(String sample) {
        return opened(sample).replaceFirst("^reference ", "");
    }

    static Stream<String> samplesThatOpenACase() {
        return Stream.of(Sample.values())
                .filter(sample -> !sample.isAboutACase())
                .map(Sample::word);
    }

    @ParameterizedTest
    @MethodSource("samplesThatOpenACase")
    void each_sample_is_taken_as_it_is_shipped(String sample) {
        BarsCommand said = send(sample);

        assertThat(said.exit()).as(said.printed()).isZero();
        assertThat(said.printed())
                .containsPattern("^20[02] (accepted|held), (reference|Appointment)")
                .contains(sample);
    }

    @Test
    void a_call_for_a_crew_is_changed_by_its_reference() {
        String reference = caseOf("ambulance-request");

        assertThat(send("update", "--of", reference).printed()).startsWith("200 accepted, reference " + reference);
        assertThat(send("outcome-status", "--of", reference).printed()).startsWith("202 held");
        String asToldOnTheTelephone = reference.replace("-", "").toLowerCase(java.util.Locale.ROOT);
        assertThat(send("cancel", "--of", asToldOnTheTelephone).printed()).startsWith("200 accepted");
        BarsCommand again = send("cancel", "--of", reference);
        assertThat(again.exit()).isEqualTo(1);
        assertThat(again.printed())
                .startsWith("400 refused: REC_BAD_REQUEST invariant")
                .contains("cancelled before");
    }

    @Test
    void a_validation_is_updated_and_answered_in_two_steps() {
        String reference = caseOf("validation-request");

        for (String step : List.of("update", "outcome-interim", "outcome-full")) {
            assertThat(send(step, "--of", reference).exit()).as(step).isZero();
        }
        BarsCommand late = send("outcome-interim", "--of", reference);
        assertThat(late.exit()).isEqualTo(1);
        assertThat(late.printed()).startsWith("409 refused: $.kind ");
    }

    @Test
    void a_validation_is_rejected_and_a_missed_appointment_is_told() {
        assertThat(send("outcome-rejected", "--of", caseOf("validation-request"))
                        .exit())
                .isZero();
        assertThat(send("outcome-safeguarding-dna", "--of", caseOf("safeguarding-request"))
                        .exit())
                .isZero();
    }

    @Test
    void a_booking_is_cancelled_by_its_appointment_and_has_no_update() {
        String appointment = caseOf("booking-request");

        BarsCommand update = send("update", "--of", appointment);
        assertThat(update.exit()).isEqualTo(1);
        assertThat(update.printed()).contains("the standard has no update of a booking", "cancel it");
        assertThat(send("cancel", "--of", appointment).printed()).startsWith("200 accepted, " + appointment);
    }

    @Test
    void what_was_sent_through_the_gateway_is_changed_by_the_short_samples() {
        String reference = caseOf("short-ambulance");

        assertThat(send("short-update", "--of", reference).printed()).contains("the other organisation accepted it");
        assertThat(send("short-cancel", "--of", reference).printed()).contains("the other organisation accepted it");
    }

    @Test
    void send_names_an_unreadable_file_and_sends_the_others() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.json"), "{\n  \"resourceType\": \"Bundle\",\n  x\n}");

        BarsCommand said = send(broken.toString(), folder.toString(), "referal-request", "referral-request");

        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.printed())
                .contains(broken + " is not acceptable JSON, see line 3 column 3; it was not sent")
                .contains(folder + " is a folder")
                .contains("do you mean referral-request?")
                .containsPattern("200 accepted, reference [0-9A-Z-]+\n  referral-request");
    }

    @Test
    void send_prints_code_and_words_of_a_refusal_and_body_when_verbose() throws IOException {
        Path empty =
                Files.writeString(folder.resolve("empty.json"), "{\"resourceType\":\"Bundle\",\"type\":\"message\"}");

        assertThat(send(empty.toString()).printed())
                .startsWith("400 refused:")
                .contains("REC_BAD_REQUEST invariant - Bundle.meta.versionId is missing", "\n  " + empty)
                .doesNotContain("OperationOutcome");
        assertThat(send("--verbose", empty.toString()).printed()).contains("\"OperationOutcome\"", "x-request-id: ");
    }

    private static String file(RowSample sample) {
        return "src/test/resources/messages/" + sample.file() + ".json";
    }

    @Test
    void each_new_request_of_the_standard_is_taken_from_a_file() {
        String[] files = Stream.of(RowSample.values())
                .filter(sample -> sample.meaning().filter(Meaning::isNew).isPresent())
                .map(SendCommandIT::file)
                .toArray(String[]::new);

        BarsCommand sent = send(files);

        assertThat(files).hasSizeGreaterThan(6);
        assertThat(sent.exit()).as(sent.printed()).isZero();
    }

    @Test
    void a_file_with_an_update_or_a_cancel_joins_its_conversation() {
        String conversation = UUID.randomUUID().toString();
        for (RowSample sample :
                List.of(RowSample.NEW_VALIDATION, RowSample.UPDATED_VALIDATION, RowSample.CANCELLED_VALIDATION)) {
            BarsCommand sent = send("--correlation-id", conversation, file(sample));
            assertThat(sent.exit()).as(sent.printed()).isZero();
        }
    }

    @Test
    void a_change_needs_a_case_that_was_sent_from_this_home() {
        assertThat(send("cancel").printed()).contains("name it with --of");
        assertThat(send("cancel", "--of", "NONE0-NONE0").printed()).contains("no answer about NONE0-NONE0 is kept");
        assertThat(send("cancel", "--of", "../../x").printed()).contains("no answer about ../../x is kept");
    }

    @Test
    void what_is_printed_is_not_sent() throws Exception {
        BarsCommand printed = send("--print", "referral-request");

        assertThat(printed.exit()).isZero();
        Path mine = Files.writeString(folder.resolve("mine.json"), printed.printed());
        assertThat(send(mine.toString()).printed()).startsWith("200 accepted");
    }

    @Test
    void the_list_has_every_sample_and_nothing_to_send_is_told() {
        assertThat(send("--list").printed()).contains(Sample.words());
        BarsCommand nothing = send();
        assertThat(nothing.exit()).isEqualTo(2);
        assertThat(nothing.printed()).contains("--list shows the samples");
    }

    /** They hold messages: nobody else reads them. */
    @Test
    void what_was_answered_is_kept_for_its_owner_only() throws IOException {
        caseOf("referral-request");
        try (Stream<Path> kept = Files.list(home.resolve("sent"))) {
            assertThat(kept).isNotEmpty().noneMatch(PrivateFiles::isReadByOthers);
        }
    }
}
