package io.barsgateway.message.profile;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.hl7.fhir.instance.model.api.IBaseResource;

/** StructureDefinitions, ValueSets and CodeSystems out of folders and FHIR packages; whatever else lies there is passed over. */
final class Definitions {

    private static final Set<String> KINDS = Set.of("StructureDefinition", "ValueSet", "CodeSystem");

    private final FhirContext context;
    private final List<IBaseResource> found = new ArrayList<>();

    private Definitions(FhirContext context) {
        this.context = context;
    }

    /** Reads them all; a file that is FHIR by its name and cannot be read stops the start. */
    static List<IBaseResource> read(List<Path> places, FhirContext context) {
        Definitions definitions = new Definitions(context);
        for (Path place : places) {
            if (!Files.exists(place)) {
                throw new IllegalStateException(
                        "bars.profiles.definitions: " + place + " cannot be read: it does not exist");
            }
            int before = definitions.found.size();
            try {
                if (Files.isDirectory(place)) {
                    definitions.folder(place);
                } else {
                    definitions.archive(place);
                }
            } catch (IOException e) {
                throw new IllegalStateException("bars.profiles.definitions: " + place + " cannot be read: " + e, e);
            }
            if (definitions.found.size() == before) {
                throw new IllegalStateException("bars.profiles.definitions: " + place + " holds no FHIR definition");
            }
        }
        return definitions.found;
    }

    private void folder(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                take(file.toString(), Files.readAllBytes(file));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void archive(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file);
                TarArchiveInputStream archive = new TarArchiveInputStream(new GZIPInputStream(bytes))) {
            for (TarArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                // A package's examples are messages, not definitions
                if (entry.isFile() && !entry.getName().contains("/example")) {
                    take(file + "!" + entry.getName(), archive.readAllBytes());
                }
            }
        }
    }

    private void take(String name, byte[] bytes) {
        String lower = name.toLowerCase(Locale.ROOT);
        String text = new String(bytes, StandardCharsets.UTF_8);
        boolean json = lower.endsWith(".json");
        if (!(json || lower.endsWith(".xml")) || KINDS.stream().noneMatch(text::contains)) {
            return;
        }
        try {
            IBaseResource resource = json
                    ? context.newJsonParser().parseResource(text)
                    : context.newXmlParser().parseResource(text);
            if (KINDS.contains(resource.fhirType())) {
                found.add(resource);
            }
        } catch (DataFormatException e) {
            if (text.contains("resourceType") || !json) {
                throw new IllegalStateException("bars.profiles.definitions: " + name + " is not FHIR R4: " + e, e);
            }
        }
    }
}
