package io.barsgateway.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.barsgateway.house.Expressions.Expression;
import io.barsgateway.house.Expressions.Use;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No regular expression of ours can be made to run longer than its text is long. Each is run on texts made from its own characters,
 * of one length and of the double: the characters that it looks at are counted, so that no clock decides. Twice the text may take
 * no more than about twice the look-ups, and a long one no deeper a stack.
 */
class RegexTest {

    private static final int SHORT = 2_000;
    private static final int LONG = 12_000;
    private static final int TEXTS = 100;
    private static final int SMALL_STACK = 256 * 1024;
    private static final double LINEAR = 2.6;
    private static final Pattern NOT_LITERAL = Pattern.compile("Pattern\\.compile\\(\\s*[^\"\\s]");

    /** A text that counts who looks at it. */
    private static final class Counted implements CharSequence {

        private final CharSequence text;
        private final long most;
        private long looks;

        private Counted(CharSequence text, long most) {
            this.text = text;
            this.most = most;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            looks++;
            if (looks > most) {
                throw new TooMany();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }

    private static final class TooMany extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    @TestFactory
    Stream<DynamicTest> each_expression_of_the_code_is_linear() {
        Map<Expression, String> all = Expressions.all();
        assertThat(all).hasSizeGreaterThan(60);
        return all.entrySet().stream()
                .map(one ->
                        dynamicTest(one.getValue() + " " + one.getKey().text(), () -> assertThat(worst(one.getKey()))
                                .isLessThan(LINEAR)));
    }

    /**
     * Where the expression is no literal, this test cannot see it: the few that there are come from files that it reads, and those of
     * mappings run on an engine that is linear whatever they are.
     */
    @Test
    void no_expression_is_made_of_anything_else() {
        assertThat(Sources.java().stream()
                        .filter(file -> file.startsWith("src/main"))
                        .filter(file -> NOT_LITERAL.matcher(Sources.read(file)).find())
                        .map(Path::getFileName)
                        .map(Path::toString))
                .containsExactlyInAnyOrder("Explanations.java", "LinearPattern.java");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-*\\s*BEGIN", ".*/", "(a+)+b", "with key \\[([^\\]]+)\\]", "x*y?x*z", "\\s+$"})
    void one_that_goes_back_and_forth_is_found(String expression) throws InterruptedException {
        assertThat(worst(new Expression(expression, Use.BOTH))).isGreaterThan(LINEAR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[0-9a-fA-F:.]*:[0-9a-fA-F:.]*", "(?s).*a.*b.*c"})
    void one_that_goes_back_and_forth_over_a_whole_text_is_found(String expression) throws InterruptedException {
        assertThat(worst(new Expression(expression, Use.MATCHES))).isGreaterThan(LINEAR);
    }

    @Test
    void one_that_needs_a_frame_for_each_repetition_is_found() throws InterruptedException {
        assertThat(worst(new Expression("[a-z]+(\\.[a-z]+)*", Use.MATCHES))).isInfinite();
    }

    /** How much longer it takes over twice the text, at worst; infinite where the stack or all patience ends. */
    private static double worst(Expression expression) throws InterruptedException {
        AtomicReference<Double> worst = new AtomicReference<>(Double.NaN);
        Thread thread = new Thread(null, () -> worst.set(tried(expression)), "small stack", SMALL_STACK);
        thread.start();
        thread.join();
        return worst.get();
    }

    private static double tried(Expression expression) {
        Pattern pattern = Pattern.compile(expression.text());
        Random random = new Random(42);
        List<String> units = units(expression.text());
        double worst = 0;
        for (int i = 0; i < TEXTS; i++) {
            String before = i % 3 == 0 ? pick(units, random) : "";
            String unit = i < units.size() ? units.get(i) : pick(units, random) + pick(units, random);
            String after = List.of("", "\u0001", "!", pick(units, random)).get(i % 4);
            worst = Math.max(worst, growth(pattern, expression.use(), before, unit, after));
        }
        return worst;
    }

    private static double growth(Pattern pattern, Use use, String before, String unit, String after) {
        long once = looks(pattern, use, text(before, unit, after, SHORT));
        long twice = looks(pattern, use, text(before, unit, after, 2 * SHORT));
        if (looks(pattern, use, text(before, unit, after, LONG)) == Long.MAX_VALUE) {
            return Double.POSITIVE_INFINITY;
        }
        return once < SHORT ? 0 : (double) twice / once;
    }

    private static long looks(Pattern pattern, Use use, String text) {
        long most = 500L * text.length();
        try {
            long looks = 0;
            if (use != Use.FIND) {
                Counted counted = new Counted(text, most);
                pattern.matcher(counted).matches();
                looks += counted.looks;
            }
            if (use != Use.MATCHES) {
                Counted counted = new Counted(text, most);
                Matcher matcher = pattern.matcher(counted);
                while (matcher.find()) {
                    looks++;
                }
                looks += counted.looks;
            }
            return looks;
        } catch (TooMany | StackOverflowError e) {
            return Long.MAX_VALUE;
        }
    }

    private static String text(String before, String unit, String after, int length) {
        return before + unit.repeat(length / unit.length() + 1) + after;
    }

    private static String pick(List<String> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }

    /** What a text that is meant to hurt is made of: the characters and the words of the expression itself. */
    private static List<String> units(String expression) {
        String plain = expression
                .replaceAll("\\\\[dD]|\\\\p\\{XDigit}", "1")
                .replaceAll("\\\\[wW]", "a")
                .replaceAll("\\\\[sS]", " ")
                .replaceAll("\\\\p\\{C}", "\u0001")
                .replaceAll("\\(\\?[a-z]*:?", "(");
        Set<String> units = new LinkedHashSet<>();
        for (String word : expression.split("(?<!\\\\)[\\[\\](){}|*+?^$.]+", -1)) {
            units.add(word.replaceAll("\\\\[A-Za-z]", "1").replace("\\", "") + "1");
            units.add(word.replaceAll("\\\\[A-Za-z]", "1").replace("\\", "") + "[");
        }
        for (String word : plain.replace("\\", "").split("[\\[\\](){}|*+?^$]+", -1)) {
            if (!word.isEmpty()) {
                units.add(word);
            }
        }
        plain.chars().filter(c -> c != '\\').forEach(c -> units.add(String.valueOf((char) c)));
        plain.chars()
                .filter(c -> c != '\\' && !Character.isLetterOrDigit(c))
                .forEach(c -> units.addAll(List.of((char) c + "a", (char) c + "1", "a" + (char) c)));
        units.addAll(List.of("a", "A", "b", "1", " ", "\n", ".", ":", "/", "-", "x", "\"", "\t"));
        return List.copyOf(units);
    }
}
