package io.barsgateway.message.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionsTest {

    private static final FhirContext R4 = FhirContext.forR4Cached();
    private static final Path OWN = Path.of("src/test/resources/profiles");

    private final Path folder;

    DefinitionsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Path packed(Map<String, String> files) throws IOException {
        Path file = folder.resolve("definitions.tgz");
        try (TarArchiveOutputStream archive =
                new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(file)))) {
            for (Map.Entry<String, String> one : files.entrySet()) {
                byte[] bytes = one.getValue().getBytes(StandardCharsets.UTF_8);
                TarArchiveEntry entry = new TarArchiveEntry(one.getKey());
                entry.setSize(bytes.length);
                archive.putArchiveEntry(entry);
                archive.write(bytes);
                archive.closeArchiveEntry();
            }
        }
        return file;
    }

    @Test
    void folders_are_read_to_the_bottom_and_packages_without_their_examples() throws IOException {
        Path nested = Files.createDirectories(folder.resolve("a/b"));
        Files.copy(OWN.resolve("patient.xml"), nested.resolve("patient.xml"));
        Files.writeString(nested.resolve("README.md"), "StructureDefinition");
        String codes = Files.readString(OWN.resolve("codes.json"));
        Path pack = packed(Map.of(
                "package/package.json",
                "{\"name\":\"of ValueSet and CodeSystem\"}",
                "package/codes.json",
                codes,
                "package/example/codes.json",
                codes,
                "package/patient.json",
                "{\"resourceType\":\"Patient\",\"id\":\"no-ValueSet\"}"));

        assertThat(Definitions.read(List.of(folder.resolve("a"), pack), R4))
                .extracting(resource -> resource.fhirType())
                .containsExactly("StructureDefinition", "ValueSet");
    }

    @Test
    void what_cannot_be_read_stops_the_start_by_its_name() throws IOException {
        assertThatThrownBy(() -> Definitions.read(List.of(folder.resolve("none.tgz")), R4))
                .hasMessageContaining("none.tgz cannot be read");
        assertThatThrownBy(() -> Definitions.read(List.of(folder), R4))
                .hasMessageContaining("holds no FHIR definition");
        Files.writeString(folder.resolve("broken.xml"), "<StructureDefinition xmlns='http://hl7.org/fhir'><url>");
        assertThatThrownBy(() -> Definitions.read(List.of(folder), R4))
                .hasMessageContaining("broken.xml is not FHIR R4");
    }
}
