package io.barsgateway.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/glossary.md explains words that are used, each in one sentence, and readers are led to it. */
class GlossaryTest {

    private static final Path GLOSSARY = Path.of("docs/glossary.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| \\*\\*(.+?)\\*\\* \\| (.+) \\|$");

    private record Word(String word, String sentence) {}

    private static List<Word> words() {
        List<Word> words = new ArrayList<>();
        Matcher row = ROW.matcher(Sources.read(GLOSSARY));
        while (row.find()) {
            words.add(new Word(row.group(1), row.group(2)));
        }
        return words;
    }

    /** All other documents, the routes and the code, in small letters. */
    private static String used() throws IOException {
        try (Stream<Path> documents = Files.walk(Path.of("docs"));
                Stream<Path> routes = Files.list(Path.of("routes"))) {
            return Stream.of(documents, routes, Stream.of(Path.of("README.md")), Sources.java().stream())
                    .flatMap(some -> some)
                    .filter(file -> file.toString().matches(".*\\.(md|yaml|java)"))
                    .filter(file -> !file.equals(GLOSSARY))
                    .map(Sources::read)
                    .collect(Collectors.joining("\n"))
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("\\s+", " ");
        }
    }

    @Test
    void each_word_is_used_somewhere_else() throws IOException {
        String used = used();

        assertThat(words()).hasSizeGreaterThan(60).allSatisfy(word -> assertThat(
                        Pattern.compile("\\b" + Pattern.quote(word.word().toLowerCase(Locale.ROOT)))
                                .matcher(used)
                                .find())
                .as(word.word())
                .isTrue());
    }

    @Test
    void each_word_has_one_sentence_and_one_place() {
        assertThat(words())
                .extracting(word -> word.word().toLowerCase(Locale.ROOT))
                .doesNotHaveDuplicates();
        assertThat(words())
                .allSatisfy(
                        word -> assertThat(word.sentence()).as(word.word()).matches("[A-Z][^.]*(?:\\.\\w[^.]*)*\\."));
    }

    @Test
    void the_words_of_each_table_stand_in_the_order_of_the_alphabet() {
        for (String part : Sources.read(GLOSSARY).split("\n## ", -1)) {
            List<String> words = ROW.matcher(part)
                    .results()
                    .map(row -> row.group(1).toLowerCase(Locale.ROOT))
                    .toList();
            assertThat(words).isSorted();
        }
    }

    @Test
    void readers_are_led_to_it() {
        assertThat(Sources.read(Path.of("README.md"))).contains("(docs/glossary.md)");
        assertThat(Sources.read(Path.of("docs/architecture.md"))).contains("(glossary.md)");
    }
}
