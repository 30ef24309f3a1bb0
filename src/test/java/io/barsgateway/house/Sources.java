package io.barsgateway.house;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files that the house rules are about. */
final class Sources {

    static final JavaClasses BARS =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("io.barsgateway");

    private Sources() {}

    static List<Path> routes() {
        return files(Path.of("routes"), ".yaml");
    }

    static List<Path> java() {
        return files(Path.of("src"), ".java");
    }

    /** The simple names of the classes that routes name as steps. */
    static Set<String> steps() {
        return routes().stream()
                .flatMap(file ->
                        Pattern.compile("bean:(\\w+)").matcher(read(file)).results())
                .map(step -> step.group(1).substring(0, 1).toUpperCase(Locale.ROOT)
                        + step.group(1).substring(1))
                .collect(Collectors.toSet());
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> files(Path folder, String ending) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
