package io.barsgateway.deliver.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.deliver.mapping.Trial;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As the documentation of JSONata has them (https://docs.jsonata.org/string-functions), where the library's own are replaced. */
class TextFunctionsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "$contains('abracadabra', 'bra')                  | true",
                "$contains('abracadabra', /a.*a/)                 | true",
                "$contains('Hello World', /wo/)                   | false",
                "$contains('Hello World', /wo/i)                  | true",
                "$substringBefore('Hello World', ' ')             | \"Hello\"",
                "$substringBefore('Hello World', '-')             | \"Hello World\"",
                "$substringAfter('Hello World', ' ')              | \"World\"",
                "$substring('Hello World', 3)                     | \"lo World\"",
                "$substring('Hello World', 3, 5)                  | \"lo Wo\"",
                "$substring('Hello World', -4)                    | \"orld\"",
                "$substring('Hello World', -4, 2)                 | \"or\"",
                "$substring('Hello', 9)                           | \"\"",
                "$substring('Hello', 1, -1)                       | \"\"",
                "$substring('a😀b', 2, 1)                          | \"b\"",
                "$pad('foo', 5)                                   | \"foo  \"",
                "$pad('foo', -5)                                  | \"  foo\"",
                "$pad('foo', -5, '#')                             | \"##foo\"",
                "$pad('foo', 8, 'xy')                             | \"fooxyxyx\"",
                "$pad('foo', 1)                                   | \"foo\"",
                "$join(['a','b','c'])                             | \"abc\"",
                "$join(['a','','c'], ', ')                        | \"a, , c\"",
                "$join('a', ', ')                                 | \"a\"",
                "$split('so many words', ' ')                     | [\"so\",\"many\",\"words\"]",
                "$split('so many words', ' ', 2)                  | [\"so\",\"many\"]",
                "$split('too much, punctuation. hard', /[ ,.]+/)  | [\"too\",\"much\",\"punctuation\",\"hard\"]",
                "$split('abc', '')                                | [\"a\",\"b\",\"c\"]",
                "$split('a,b,', ',')                              | [\"a\",\"b\",\"\"]",
                "$match('ababbabbcc', /a(b+)/)[0].groups[0]       | \"b\"",
                "$match('ababbabbcc', /a(b+)/).index              | [0,2,5]",
                "$match('ababbabbcc', /a(b+)/, 1).match           | \"ab\"",
                "$replace('John Smith and John Jones', 'John', 'Mr')     | \"Mr Smith and Mr Jones\"",
                "$replace('John Smith and John Jones', 'John', 'Mr', 1)  | \"Mr Smith and John Jones\"",
                "$replace('John Smith', /(\\w+)\\s(\\w+)/, '$2, $1')      | \"Smith, John\"",
                "$replace('265USD', /([0-9]+)USD/, '$$$1')               | \"$265\"",
                "$replace('abc', /b/, '<$0>')                            | \"a<b>c\"",
                "$replace('abc', /b/, '$9')                              | \"ac\"",
                "$replace('68F', /([0-9]+)F/, function($m){ $m.groups[0] & 'C' }) | \"68C\"",
                "$replace('a.b', '.', '-')                               | \"a-b\"",
                "$map(['abc'], function($s){ $s.$contains('b') })        | true",
                "$distinct([1, 2, 1.0, 'a', 'a'])                        | [1,2,\"a\"]",
                "$distinct([{'a':1,'b':2}, {'b':2,'a':1}])               | {\"a\":1,\"b\":2}",
                "$spread([{'a':1,'b':2}])                                | [{\"a\":1},{\"b\":2}]",
                "$round(123.456, 2)                                      | 123.46",
                "$round(12.5)                                            | 12",
                "$string(5)                                              | \"5\"",
                "$string({'a':[1,true,null]})                            | \"{\\\"a\\\":[1,true,null]}\"",
                "$formatNumber(1234.5, '#,##0.00')                       | \"1,234.50\"",
                "$formatInteger(12, '0000')                              | \"0012\"",
                "$parseInteger('1,234', '#,##0')                         | 1234",
                "$fromMillis(1510067557121, '[M01]/[D01]/[Y0001]')       | \"11/07/2017\"",
                "$toMillis('2017-11-07T15:07:54.972Z')                   | 1510067274972",
                "$toMillis('20261120110000+0100', '[Y0001][M01][D01][H01][m01][s01][Z0001]') | 1795168800000",
                "$toMillis('20 November 2026, 10:00', '[D] [MNn] [Y], [H01]:[m01]') | 1795168800000",
                "$zip([1, 2, 3], ['a', 'b'])                             | [[1,\"a\"],[2,\"b\"]]",
                "$zip([1, 2])                                            | [[1],[2]]",
                "$zip(1, ['a', 'b'])                                     | [[1,\"a\"]]",
                "$zip([1], nothing)                                      | []",
                "$map([1, 2], $append(?, 3))                             | [[1,3],[2,3]]",
            })
    void they_do_what_the_documentation_says(String expression, String json) {
        assertThat(Trial.of(expression).makes("{}")).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource({"contains", "substringBefore", "substringAfter", "split", "match"})
    void nothing_becomes_nothing(String function) {
        String sought = function.equals("match") ? "/a/" : "'a'";
        assertThat(Trial.of("{\"x\": $" + function + "(nobody, " + sought + ")}")
                        .makes("{}"))
                .isEqualTo("{}");
    }
}
