package io.barsgateway.deliver.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.fhir.form.Format;
import io.barsgateway.fixture.Messages;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/view.md says what the view is: its tables are those of the schema, and its examples are views of the project's own messages. */
class ViewDocumentTest {

    private static final Pattern JSON = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);

    private final String document;
    private final JsonNode schema;

    ViewDocumentTest() throws IOException {
        document = Files.readString(Path.of("docs/view.md"));
        try (InputStream bytes = Objects.requireNonNull(getClass().getResourceAsStream("/bars/view.schema.json"))) {
            schema = FhirJson.read(bytes.readAllBytes());
        }
    }

    /** Where this fails, the tables as they should be are in target/view-members.md. */
    @Test
    void the_tables_of_members_are_those_of_the_schema() throws IOException {
        List<String> tables = new ArrayList<>();
        rows(schema, "", tables);
        schema.path("$defs").properties().forEach(kind -> rows(kind.getValue(), "", tables));
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target/view-members.md"), String.join("\n", tables) + "\n");

        assertThat(document.substring(document.indexOf("## Members"))
                        .lines()
                        .filter(line -> line.startsWith("| `"))
                        .toList())
                .containsExactlyElementsOf(tables);
    }

    @Test
    void every_member_is_described() {
        Stream.concat(Stream.of(schema), schema.path("$defs").findParents("properties").stream())
                .flatMap(object -> object.path("properties").properties().stream())
                .forEach(member -> assertThat(
                                member.getValue().path("description").asText())
                        .as(member.getKey())
                        .isNotEmpty());
    }

    private static void rows(JsonNode object, String prefix, List<String> rows) {
        object.path("properties").properties().forEach(member -> {
            JsonNode about = member.getValue();
            boolean isList = about.path("type").asText().equals("array");
            String name = prefix + member.getKey();
            rows.add("| `" + name + "` | " + type(about) + " | "
                    + about.path("description").asText() + " |");
            rows(isList ? about.path("items") : about, name + (isList ? "[]." : "."), rows);
        });
    }

    private static String type(JsonNode about) {
        if (about.has("$ref")) {
            String kind = about.path("$ref").asText().replaceFirst(".*/", "");
            return "[" + kind + "](#" + kind.toLowerCase(Locale.ROOT) + ")";
        }
        return switch (about.path("type").asText()) {
            case "array" -> about.path("items").has("properties") ? "list" : "list of " + type(about.path("items"));
            case "boolean" -> "true or false";
            case "number" -> "number";
            case "object" -> "object";
            default -> "text";
        };
    }

    /** Where this fails, the view as it is now is in target/view-example.json. */
    @Test
    void the_example_of_a_referral_is_its_whole_view() throws IOException {
        ObjectNode view = Views.of("NEW_VALIDATION", Messages.validation(), Format.JSON);
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target/view-example.json"), view.toPrettyString());
        JsonNode example = examples().get(0);
        // What is another one each time
        view.set("reference", example.path("reference"));
        view.set("original", example.path("original"));
        view.set("counterpart", example.path("counterpart"));
        ((ObjectNode) view.path("service")).set("id", example.at("/service/id"));

        assertThat(example).isEqualTo(view);
        assertThat(Views.objections(example)).isEmpty();
    }

    @Test
    void the_example_of_a_booking_is_a_part_of_its_view() {
        ObjectNode view = Views.of("NEW_BOOKING", Messages.booking(), Format.JSON);

        isPart("", examples().get(1), view);
    }

    private static void isPart(String path, JsonNode part, JsonNode whole) {
        if (part.isValueNode()) {
            assertThat(whole).as(path).isEqualTo(part);
        }
        part.properties()
                .forEach(
                        member -> isPart(path + "/" + member.getKey(), member.getValue(), whole.path(member.getKey())));
        for (int i = 0; part.isArray() && i < part.size(); i++) {
            isPart(path + "/" + i, part.get(i), whole.path(i));
        }
    }

    private List<JsonNode> examples() {
        return JSON.matcher(document)
                .results()
                .map(MatchResult::group)
                .map(block -> block.replace("```json", "").replace("```", ""))
                .map(block -> FhirJson.read(block.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }
}
