package io.barsgateway.deliver.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.dashjoin.jsonata.Jsonata;
import io.barsgateway.deliver.function.MappingFunctions;
import io.barsgateway.deliver.jsonata.Mistake;
import java.lang.reflect.Field;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingRulesTest {

    private static final Map<String, String> TABLES = Map.of("local/priority.csv", "priority,pas\nC1,1\n");

    /** In these, ¶ stands for the end of a line. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{¶\"a\": b¶\"c\": d¶}                 | 3 | a comma or } is missing before c",
                "{\"a\": b                             | 1 | is missing before the end",
                "{¶\"a\": \"b¶}                        | 3 | a text has no second quote; it begins here or above",
                "{\"a\": 1 +}                          | 1 | stands where it cannot",
                "{¶\"a\": /* b¶}                       | 0 | comment that is not closed",
                "{¶\"a\": $nhsNumbr(b)}                | 2 | $nhsNumbr is no function and no variable of this mapping; do you mean nhsNumber?",
                "{¶¶\"a\": $mesage.reference}          | 3 | $mesage is no function and no variable of this mapping; do you mean message?",
                "{¶\"a\": uppercase(b)}                | 2 | uppercase( ) calls what is no function: write $uppercase( )",
                "{¶\"a\": $eval(b)}                    | 2 | $eval is not there in a mapping: a text of a message could be run",
                "($e := $eval; $e(b))                  | 1 | $eval is not there",
                "b ~> $eval                            | 1 | $eval is not there",
                "{\"a\": $random()}                    | 1 | $random is not there",
                "{\"a\": $shuffle(b)}                  | 1 | $shuffle is not there",
                "{¶\"a\": $match(b, /(?=x)/)}          | 2 | this pattern cannot be used",
                "{¶\"a\": $match(b, /(x)\\1/)}         | 2 | this pattern cannot be used",
                "{¶\"a\": $match(b, /(a{100}){100}/)}  | 2 | this pattern is too large",
                "{¶\"a\": $match(b, /[/)}              | 2 | pattern",
                "{¶\"a\": $translate(b, \"local/prority.csv\")} | 2 | there is no code table local/prority.csv; do you mean local/priority.csv?",
                "{¶\"a\": $translate(b, t)}            | 2 | wants the name of its code table as a text",
                "b ~> $translate(c)                    | 1 | wants the name of its code table as a text",
                "$map(b, $pad(?, 3))                   | 1 | $pad takes no ? for an argument",
                "b@$x.c{x: $x}                         | 1 | is not grouped by { }",
                "($__evaluate_entry := nothing; b)     | 1 | would switch its bounds off",
                "function($__evaluate_exit){1}         | 1 | would switch its bounds off",
                "` `                                   | 0 | is empty",
            })
    void a_mapping_with_a_mistake_is_told_with_its_line(String expression, int line, String words) {
        assertThat(Trial.problems(expression.replace('¶', '\n'), TABLES)).anySatisfy(problem -> assertThat(problem)
                .startsWith(Trial.FILE + ":" + line + ": ")
                .contains(words));
    }

    @Test
    void expressions_too_deep_inside_one_another_are_told() {
        assertThat(Trial.problems("(".repeat(50_000) + "1" + ")".repeat(50_000), TABLES))
                .singleElement()
                .asString()
                .contains("too deep");
    }

    @Test
    void names_that_are_bound_somewhere_are_known() {
        assertThat(Trial.problems("""
                (
                  $names := function($p, $sep) { $p.family & $sep };
                  patients@$p.{ "n": $names($p, ","), "i": $i, "all": $, "root": $$ , "m": $message.meaning}
                    ~> function($l) { $l#$i[$i < 2] }
                )""", TABLES)).isEmpty();
    }

    /** A later version of the library with a new code is noticed here. */
    @Test
    void every_code_of_the_library_has_words_of_ours() throws ReflectiveOperationException {
        Field codes = Jsonata.class.getDeclaredField("errorCodes");
        codes.setAccessible(true);
        assertThat(((Map<?, ?>) codes.get(null)).keySet())
                .hasSizeGreaterThan(80)
                .allSatisfy(code -> {
                    String text = String.valueOf(code);
                    boolean ofEval = text.startsWith("D312") || text.equals("S0500");
                    boolean said = text.equals("D3137") || text.equals("D3141");
                    assertThat(ofEval
                                    || said
                                    || Mistake.of(text).isPresent()
                                    || SyntaxMistake.of(text) != SyntaxMistake.OTHER)
                            .as(text)
                            .isTrue();
                });
    }

    /** What a mapping may call is what the library has, but for what is refused, and what is ours. */
    @Test
    void every_function_of_the_library_is_there_or_refused() throws ReflectiveOperationException {
        Field frame = Jsonata.class.getDeclaredField("staticFrame");
        frame.setAccessible(true);
        Field bindings = Jsonata.Frame.class.getDeclaredField("bindings");
        bindings.setAccessible(true);
        assertThat(((Map<?, ?>) bindings.get(frame.get(null))).keySet().stream().map(String::valueOf))
                .hasSizeGreaterThan(60)
                .allMatch(
                        name -> MappingFunctions.names().contains(name) || MappingFunctions.REFUSED.containsKey(name));
    }
}
