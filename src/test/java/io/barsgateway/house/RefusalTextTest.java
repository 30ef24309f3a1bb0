package io.barsgateway.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller is refused with says which element, header or parameter it is about. */
class RefusalTextTest {

    private static final List<String> CHAPTERS = List.of("receive", "message", "cases", "answer/read", "fhir");
    private static final Pattern BEGINS = Pattern.compile("(?:new Fault|new Issue|\\binvariant|\\bmisshapen)\\(");
    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** Not about content: an outage, who calls, what is not built, and what only a local system decides. */
    private static final Pattern OTHER = Pattern.compile(
            "FaultCode\\.(?:FORBIDDEN|DENIED|UNAVAILABLE|SERVER_ERROR|NOT_IMPLEMENTED|NOT_ACCEPTABLE|UNSUPPORTED_MEDIA_TYPE|TOO_LONG)");

    private static final Pattern NAMES =
            Pattern.compile("\\b[A-Z]\\w+(?:\\[)?\\.[a-z]\\w+|(?:^|\\s)\\.[a-z]\\w+|Location must"
                    + "|\\bX-[A-Z]\\w+|NHSD-\\w+|Content-\\w+|[Tt]he (?:parameter|path|body|element|XML|name of an element)"
                    + "|Patient is |in the path| is sent more than once");

    /** Where a step of ours says it: the element comes in front of the words. */
    private static final Pattern SAYS_WHERE = Pattern.compile(
            "named\\(message\\)|category\\(facts\\)|warnings\\(\\)|inWords\\(\\)|HEADER|difference\\.get");

    private record Refusal(Path file, String said, boolean saysWhere) {

        boolean namesSomething() {
            return saysWhere || NAMES.matcher(said).find();
        }

        @Override
        public String toString() {
            return file.getFileName() + ": " + said;
        }
    }

    static Stream<Refusal> refusals() {
        return Sources.java().stream()
                .filter(file -> CHAPTERS.stream()
                        .anyMatch(chapter -> file.startsWith("src/main/java/io/barsgateway/" + chapter)))
                // What the local system answered is its own
                .filter(file -> !file.endsWith("ReadDecision.java"))
                .flatMap(file -> in(file, Sources.read(file)).stream());
    }

    private static List<Refusal> in(Path file, String text) {
        List<Refusal> found = new ArrayList<>();
        Matcher begins = BEGINS.matcher(text);
        while (begins.find()) {
            String call = call(text, begins.end());
            String said = String.join(
                    " ", TEXT.matcher(call).results().map(part -> part.group(1)).toList());
            // Words that are made elsewhere, such as those of a header by its name, are seen there
            if (!OTHER.matcher(call).find() && said.length() > 30) {
                found.add(new Refusal(file, said, SAYS_WHERE.matcher(call).find()));
            }
        }
        return found;
    }

    /** Up to the bracket that closes it. */
    private static String call(String text, int from) {
        int depth = 1;
        int at = from;
        while (depth > 0) {
            char c = text.charAt(at++);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        }
        return text.substring(from, at);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void each_refusal_names_what_it_is_about(Refusal refusal) {
        assertThat(refusal.namesSomething()).as(refusal.toString()).isTrue();
    }

    @Test
    void they_are_found() {
        assertThat(refusals()).hasSizeGreaterThan(50);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "It has been completed here since, says who",
                "A new message with this name was accepted before",
                "This use case needs a Task, and there is none"
            })
    void a_refusal_that_names_nothing_is_seen(String words) {
        assertThat(in(Path.of("X.java"), "throw new Fault(FaultCode.CONFLICT, \"" + words + "\");"))
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.namesSomething()).isFalse());
    }
}
