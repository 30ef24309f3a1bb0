package io.barsgateway.deliver.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.deliver.jsonata.MappingProperties;
import io.barsgateway.outbox.CannotMake;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.util.unit.DataSize;

/**
 * Mappings and messages that want too much. Each is ended, says why, and leaves the thread as it was. What cannot be ended is given up
 * after a minute, in a thread of its own, since a step of the library does not heed an interrupt.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileMappingTest {

    /** The limit of two seconds, one step that began before it, and a busy machine. */
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(5);

    private static final String DIGITS = "1".repeat(100_000);
    private static final String LETTERS = "a".repeat(100_000);
    private static final String INPUT = "{\"d\": \"" + DIGITS + "\", \"l\": \"" + LETTERS
            + "\", \"p\": \"Sampleton\", \"k\": [" + "{\"x\": 1},".repeat(2_000) + "{\"x\": 1}]}";

    /** An expression, and a part of what must be said; where it succeeds in its bounds, MADE and the beginning of what it makes. */
    record Kind(String name, String expression, String said) {

        @Override
        public String toString() {
            return name;
        }
    }

    static final List<Kind> KINDS = List.of(
            new Kind("endless recursion", "($f := function($x){ 1 + $f($x) }; $f(1))", "max-depth"),
            new Kind("endless tail recursion", "($f := function($x){ $f($x + 1) }; $f(1))", "bars.mapping."),
            new Kind(
                    "two that call each other",
                    "($f := function($x){ $g($x) & 'a' }; $g := function($x){ $f($x) & 'b' }; $f(1))",
                    "max-depth"),
            new Kind("recursion in an object", "($f := function($x){ {'a': $f($x)} }; $f(1))", "max-depth"),
            new Kind(
                    "recursion in the second member",
                    "($f := function($x){ {'a': 1, 'b': $f($x)} }; $f(1))",
                    "max-depth"),
            new Kind("recursion in the second of a list", "($f := function($x){ [1, $f($x)] }; $f(1))", "max-depth"),
            new Kind("recursion under and", "($f := function($x){ true and $f($x) = 1 }; $f(1))", "max-depth"),
            new Kind(
                    "a text doubled",
                    "($f := function($s, $n){ $n = 0 ? $s : $f($s & $s, $n - 1) }; $f('aaaaaaaaaa', 60))",
                    "max-output"),
            new Kind(
                    "a list doubled",
                    "($f := function($s, $n){ $n = 0 ? $s : $f($append($s, $s), $n - 1) }; $f([1], 60))",
                    "50,000 members"),
            new Kind(
                    "an object that holds itself twice, sixty times",
                    "($f := function($s, $n){ $n = 0 ? $s : $f({'a': $s, 'b': $s}, $n - 1) }; $f({}, 60))",
                    "max-output"),
            new Kind(
                    "the same written as text",
                    "$string(($f := function($s, $n){ $n = 0 ? $s : $f({'a': $s, 'b': $s}, $n - 1) }; $f({}, 60)))",
                    "max-output"),
            new Kind(
                    "the same compared",
                    "($f := function($s, $n){ $n = 0 ? $s : $f({'a': $s, 'b': $s}, $n - 1) }; $f({}, 40) = $f({}, 40))",
                    "max-output"),
            new Kind(
                    "the same walked through",
                    "($f := function($s, $n){ $n = 0 ? $s : $f({'a': $s, 'b': $s}, $n - 1) }; $count($f({}, 40).**))",
                    "max-output"),
            new Kind("an object put into itself", "($o := {'a': 1} ~> |$|{'b': $}|; $string($o))", "400 levels"),
            new Kind("an object put into itself, written", "{'a': 1} ~> |$|{'b': $}|", "400 levels"),
            new Kind(
                    "objects that grow in place",
                    "($f := function($o, $n){ $n = 0 ? $o : $f($o ~> |$|{'a': [$, $]}|, $n - 1) }; $f({'a': 1}, 60))",
                    "400 levels"),
            new Kind("100 MB by padding", "$pad('', 100000000)", "max-output"),
            new Kind("2 GB by padding to the left", "$pad('x', -2000000000, 'ab')", "max-output"),
            new Kind("100 MB by joining", "$join($map([1..50000], function($i){ $$.l }), '')", "max-output"),
            new Kind(
                    "100 MB by joining a variable",
                    "($t := l; $join($map([1..5000], function($i){ $t }), ''))",
                    "max-output"),
            new Kind("100 MB by replacing", "($t := l; $replace(l, 'a', $substring($t, 0, 2000)))", "max-output"),
            new Kind(
                    "100 MB by replacing a pattern",
                    "($t := l; $replace(l, /a/, $substring($t, 0, 2000)))",
                    "max-output"),
            new Kind(
                    "100 MB by a function",
                    "($t := l; $replace(l, /a/, function($m){ $substring($t, 0, 2000) }))",
                    "max-output"),
            new Kind("a range of ten million", "[1..10000000]", "max-output"),
            new Kind(
                    "a text doubled in the second of a list",
                    "($a := $join($map([1..40], function($i){ $$.l }), ''); [1, $length($a & $a)])",
                    "max-output"),
            new Kind("a range of a billion", "[1..1000000000]", "too many numbers"),
            new Kind("ranges in ranges", "[1..40000].[1..40000]", "bars.mapping."),
            new Kind("all pairs", "k@$a.k@$b.{'a': $a, 'b': $b}", "bars.mapping."),
            new Kind("all triples", "k@$a.k@$b.k@$c.($a.x + $b.x + $c.x)", "bars.mapping."),
            new Kind(
                    "all pairs by functions",
                    "$map([1..50000], function($a){ $map([1..50000], function($b){ $a * $b }) })",
                    "bars.mapping."),
            new Kind(
                    "a sum of a billion steps",
                    "$reduce([1..40000], function($a, $b){ $a + $sum($map([1..40000], function($c){ $c })) })",
                    "bars.mapping."),
            new Kind("filters in filters", "[1..40000][$ in [1..40000][$ > 39999]]", "bars.mapping."),
            new Kind("a list of indexes for each member", "[1..40000][[0..40000]]", "bars.mapping."),
            new Kind("a pattern that goes back and forth", "$match(l & 'b', /(a+)+$/)", "makes nothing"),
            new Kind("a pattern with alternatives", "$contains(l & 'c', /^(a|aa)+$/)", "MADE false"),
            new Kind("a pattern that repeats optional parts", "$contains(l, /(a?){50}a{50}b/)", "pattern is too large"),
            new Kind("a pattern that finds to the end each time", "$match(l, /a.*b|a/)", "bars.mapping."),
            new Kind("a pattern that matches nothing", "$replace(l, /x*/, 'y')", "matches nothing"),
            new Kind("a pattern called as a function", "($f := /(a+)+$/; $f(l & 'b'))", "no function"),
            new Kind("a pattern applied", "(l & 'b') ~> /(a+)+$/", "no function"),
            new Kind("a pattern given to $map", "$map([l & 'b'], /(a+)+$/)", "argument of another kind"),
            new Kind("a pattern chained", "($f := /(a+)+$/ ~> $string; $f(l & 'b'))", "fails"),
            new Kind("a text sought in itself", "$contains(l & l & l, l & 'b')", "long pattern"),
            new Kind("a split at each letter", "$split(l, '')", "50,000 members"),
            new Kind("a time picture with a width of a billion", "$fromMillis(1, '[Y,1000000000]')", "picture"),
            new Kind("a time picture with a width of a thousand", "$fromMillis(1, '[Y,999]')", "picture"),
            new Kind("the same with spaces", "$fromMillis(1, '[Y, 1 000 000 000]')", "picture"),
            new Kind("a time picture of 100,000 letters", "$now(l)", "picture"),
            new Kind(
                    "a time text of letters, read by many markers",
                    "$toMillis($substring(l, 0, 39) & '1', '" + "[MN]".repeat(20) + "')",
                    "side by side"),
            new Kind(
                    "the same with letters between them",
                    "$toMillis($substring(l, 0, 39) & '1', '" + "[MN]a".repeat(16) + "')",
                    "side by side"),
            new Kind(
                    "the same with the sign of a picture at its end between them",
                    "$toMillis($substring(l, 0, 39) & '1', '" + "[MN]]]]]".repeat(12) + "')",
                    "side by side"),
            new Kind(
                    "a time text of digits, read by many markers",
                    "$toMillis($substring(d, 0, 39) & 'x', '" + "[d]".repeat(20) + "')",
                    "side by side"),
            new Kind(
                    "as many markers as may stand side by side",
                    "$toMillis($substring(l, 0, 39) & '1', '" + "[MN]".repeat(7) + "')",
                    "makes nothing"),
            new Kind(
                    "a time text of numbers in words",
                    "$toMillis($pad('', 39) & '1', '" + "[Dw] ".repeat(10) + "')",
                    "side by side"),
            new Kind(
                    "a time zone with any sign in it",
                    "$toMillis($pad('', 39, '-1') & 'x', '" + "[Z0.0]:".repeat(12) + "')",
                    "side by side"),
            new Kind(
                    "a list put beside itself 10,000 times",
                    "($a := [1..50000]; $zip(" + "$a,".repeat(9_999) + "$a))",
                    "max-output"),
            new Kind("a list grown by each of its members", "$reduce([1..50000], $append)", "bars.mapping."),
            new Kind(
                    "a list of functions, each for all of a list",
                    "$count($reduce($append([[1..50000]], $map([1..40000], function($i){ $abs })), $map))",
                    "bars.mapping."),
            new Kind(
                    "a time text of 100,000 digits",
                    "$toMillis(d & 'x', '[Y][M][D][H][m][s][f][d][W][w]')",
                    "$toMillis"),
            new Kind("a number picture of 100,000 letters", "$formatNumber(1, $replace(d, '1', '0'))", "picture"),
            new Kind("a number in roman letters", "$formatInteger(2000000000, 'I')", "400 levels"),
            new Kind("a number rounded to two billion digits", "$round(1.5, 2000000000)", "rounds"),
            new Kind("a number of 100,000 digits", "$number(d)", "number that JSON does not have"),
            new Kind("a power without an end", "$power(10, 100000)", "number that JSON does not have"),
            new Kind("a text called", "p('x')", "calls what is no function"),
            new Kind("a variable called", "($x := p; $x('x'))", "no function"),
            new Kind(
                    "text for people, deep",
                    "($f := function($s, $n){ $n = 0 ? $s : $f([[$s]], $n - 1) }; $string($f([1..40000], 100), true))",
                    "max-output"),
            new Kind("deep lists", "$reduce([1..40000], function($a, $b){ [[$a]] })", "400 levels"),
            new Kind(
                    "spreading much",
                    "$spread($map([1..50000], function($i){ {'a': $i} }))",
                    "MADE [{\"a\":1},{\"a\":2}"),
            new Kind("grouping much", "[1..50000]{'a': $}", "bars.mapping."),
            new Kind("unsortable", "$sort(k)", "fails: an argument"),
            new Kind(
                    "a sort whose order contradicts itself",
                    "$sort([1..40000], function($a, $b){ $a % 7 > $b % 3 })",
                    "fails: an argument"),
            new Kind(
                    "urls of nonsense",
                    "$encodeUrl('jar:file:/etc/passwd!/' & l)",
                    "MADE \"jar%3Afile%3A%2Fetc%2Fpasswd%21%2Faaa"),
            new Kind("a file read by a URL", "$decodeUrl('file:///etc/passwd')", "MADE \"file:///etc/passwd\""));

    @ParameterizedTest
    @FieldSource("KINDS")
    void what_wants_too_much_is_ended_and_told(Kind kind) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        long begun = System.nanoTime();
        try {
            List<String> refused = Trial.problems(kind.expression, Map.of());
            String said = refused.isEmpty() ? outcome(Trial.of(kind.expression)) : refused.toString();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(ENDS_WITHIN);
            assertThat(said).contains(kind.said).doesNotContain("Sampleton");
            assertThat(said.length()).isLessThan(400);
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(Trial.of("{\"n\": $uppercase(p), \"m\": $match(p, /S/).match}")
                        .makes(INPUT))
                .isEqualTo("{\"n\":\"SAMPLETON\",\"m\":\"S\"}");
    }

    /** Why it failed, or what it made in its bounds. */
    private static String outcome(Trial trial) {
        try {
            String made = trial.makes(INPUT);
            assertThat(made.length())
                    .isLessThanOrEqualTo((int) DataSize.ofMegabytes(5).toBytes());
            return "MADE " + made.substring(0, Math.min(made.length(), 300));
        } catch (CannotMake e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void there_are_many_kinds() {
        assertThat(KINDS).hasSizeGreaterThan(50);
    }

    @Test
    void the_limits_are_those_of_the_settings() {
        Trial loop = Trial.of("$sum($map([1..40000], function($i){ $i }))");
        assertThat(loop.makes("{}")).isEqualTo("800020000");
        assertThat(loop.within(limits(1, 300, 256, 5)).fails("{}")).contains("timeout");
        assertThat(loop.within(limits(2000, 300, 5, 5)).fails("{}")).contains("max-memory");
        assertThat(Trial.of(
                                "{'a': {'b': {'c': {'d': {'e': {'f': {'g': {'h': {'i': {'j': {'k': {'l': {'m': {'n': {'o': {'p': {'q': {'r': {'s': {'t': 1}}}}}}}}}}}}}}}}}}}}")
                        .within(limits(2000, 20, 256, 5))
                        .fails("{}"))
                .contains("max-depth");
    }

    private static MappingProperties limits(long millis, int depth, int memory, int output) {
        return new MappingProperties(
                Duration.ofMillis(millis), depth, DataSize.ofMegabytes(memory), DataSize.ofMegabytes(output));
    }
}
