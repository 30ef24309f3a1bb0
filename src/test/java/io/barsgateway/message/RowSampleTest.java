package io.barsgateway.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.MessageBundle;
import io.barsgateway.fhir.Original;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.Tree;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.fhir.form.Format;
import io.barsgateway.fhir.identity.NhsNumber;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.RequiredElements;
import io.barsgateway.fixture.RowSample;
import io.barsgateway.fixture.StrictReader;
import io.barsgateway.fixture.Tenants;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Our own sample of each row of the standard's tables of messages (docs/conformance.md, W1.3 and W1.4) is what its row says. */
class RowSampleTest {

    private static final Path FOLDER = Path.of("src/test/resources/messages");
    private static final Path RULES = Path.of("src/test/resources/conformance.txt");
    private static final Recognition RECOGNITION = Recognition.load();

    private final CheckMessage checkMessage = new CheckMessage(new MessageStandard(RECOGNITION));

    private Message check(ObjectNode message) {
        return checkMessage.check(
                new ParsedMessage(new Original(Messages.bytes(message)), Format.JSON, MessageBundle.of(message)),
                Tenants.any());
    }

    @ParameterizedTest
    @EnumSource
    void each_sample_has_the_meaning_of_its_row_and_no_objection(RowSample sample) {
        ObjectNode message = sample.message();

        if (sample.meaning().isPresent()) {
            Message checked = check(message);
            assertThat(checked.meaning()).isEqualTo(sample.meaning().get());
            assertThat(checked.warnings()).isEmpty();
        } else {
            Fault fault = catchThrowableOfType(Fault.class, () -> check(message));
            assertThat(fault).as(sample.file()).isNotNull();
            assertThat(fault.code()).isEqualTo(FaultCode.INVARIANT);
        }
    }

    @Test
    void every_row_of_both_tables_has_a_sample() throws IOException {
        Set<String> rows = new TreeSet<>();
        Pattern row = Pattern.compile("(W1\\.[34]\\.\\d+) \\| .*");
        try (Stream<String> lines = Files.lines(RULES)) {
            lines.map(row::matcher).filter(line -> line.matches()).forEach(line -> rows.add(line.group(1)));
        }

        assertThat(rows).hasSize(9 + 19);
        assertThat(Stream.of(RowSample.values()).map(RowSample::row).collect(Collectors.toSet()))
                .isEqualTo(rows);
    }

    @Test
    void each_definition_of_the_first_table_is_cited_by_its_sample() {
        List<RowSample> samples = Stream.of(RowSample.values())
                .filter(sample -> sample.row().startsWith("W1.3."))
                .toList();

        assertThat(samples)
                .extracting(sample -> sample.file().replace("definitions/", "bars-message-"))
                .containsExactlyInAnyOrderElementsOf(RECOGNITION.definitions().keySet());
        assertThat(samples).allSatisfy(sample -> assertThat(MessageBundle.of(sample.message())
                        .header()
                        .path("definition")
                        .asText())
                .isEqualTo(sample.file().replace("definitions/", Systems.DEFINITIONS + "bars-message-")));
    }

    @Test
    void every_sample_file_is_as_large_as_a_real_message() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(FOLDER)) {
            files = all.filter(file -> file.toString().endsWith(".json")).toList();
        }

        assertThat(files)
                .extracting(file -> FOLDER.relativize(file).toString().replace(".json", ""))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(RowSample.values()).map(RowSample::file).toList());
        for (Path file : files) {
            assertThat(Files.size(file)).as(file.toString()).isBetween(10_000L, 40_000L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void each_sample_is_fhir_and_about_nobody_real(RowSample sample) {
        ObjectNode message = sample.message();

        assertThat(StrictReader.isFhir(message)).isTrue();
        for (JsonNode value : message.findValues("identifier")) {
            for (JsonNode identifier : value) {
                if (Tree.text(identifier, "system").orElse("").equals(Systems.NHS_NUMBER)) {
                    // Numbers that begin with 999 are given to nobody
                    assertThat(identifier.path("value").asText()).startsWith("999");
                    assertThat(NhsNumber.is(identifier.path("value").asText())).isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void each_sample_holds_all_that_a_message_must_hold(RowSample sample) {
        if (sample != RowSample.NO_RESPONSE) {
            assertThat(RequiredElements.missing(sample.message())).isEmpty();
        } else {
            assertThat(RequiredElements.missing(sample.message()))
                    .containsExactlyInAnyOrder("MessageHeader.response.identifier", "MessageHeader.response.code");
        }
    }
}
