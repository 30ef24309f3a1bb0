package io.barsgateway.deliver.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingTest {

    private static final String PATIENT = """
            {"patient": {"nhsNumber": "9990000018", "family": "Sampleton", "given": null, "weight": 70.50},
             "flags": [{"code": "A"}, {"code": "B"}], "n": 3}""";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"id\": patient.nhsNumber}                        | {\"id\":\"9990000018\"}",
                "{\"codes\": flags.code}                             | {\"codes\":[\"A\",\"B\"]}",
                "{\"codes\": flags[code = 'A'].code[]}               | {\"codes\":[\"A\"]}",
                "{\"none\": patient.nobody}                          | {}",
                "{\"name\": patient.given & patient.family}          | {\"name\":\"Sampleton\"}",
                "{\"w\": patient.weight}                             | {\"w\":70.50}",
                "{\"w\": patient.weight + 1}                         | {\"w\":71.5}",
                "{\"sum\": n * 2}                                    | {\"sum\":6}",
                "{\"ref\": $message.reference}                       | {\"ref\":\"BR-1\"}",
                "{\"up\": $map(flags.code, $lowercase)}              | {\"up\":[\"a\",\"b\"]}",
                "{\"nhs\": $map([patient.nhsNumber], $nhsNumber)}    | {\"nhs\":\"9990000018\"}",
                "{\"null\": null}                                    | {\"null\":null}",
                "{\"at\": $now()}                                    | {\"at\":\"2026-11-26T10:00:00.000Z\"}",
                "(function($x){ {\"x\": $x} })(n)                    | {\"x\":3}",
            })
    void it_makes_json_of_ones_own(String expression, String json) {
        assertThat(Trial.of(expression).makes(PATIENT)).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\": {\"b\": patient.family + 1}}  | local/pas.jsonata:1, making a.b: calculates with a left side that is no number",
                "{\"a\": $number(patient.family)}      | local/pas.jsonata:1, making a: ",
                "{\"a\": $error('no ' & patient.family)} | making a: is ended by $error or $assert in the mapping",
                "{\"a\": $error('no weight')}          | making a: is ended by $error or $assert in the mapping (no weight)",
                "{\"a\": $assert(false, 'no weight')}  | (no weight)",
                "{\"a\": true and $translate(patient.family, 'local/p.csv')} | making a: has a code that is in no row of its code table",
                "{\"a\": patient.family()}             | write $family( )",
                "{\"a\": ($f := patient.family; $f(1))} | making a: calls what is no function",
                "{\"a\": ($f := /S/; $f(patient.family))} | making a: calls what is no function",
                "{\"a\": patient.family ~> /S/}        | making a: calls what is no function",
                "{\"a\": $uppercase}                   | making a: makes something that JSON does not have",
                "patient.nobody                        | makes nothing of this message",
                "$uppercase                            | makes something that JSON does not have",
                "{\"a\": $sort([1, patient.family])}   | making a: fails: an argument is of another kind",
                "{\"a\": 1/0}                          | making a: makes a number that JSON does not have",
                "{\"a\": patient.family < 1}           | making a: compares values of different kinds",
                "{\"a\": $hl7Date(patient.family)}     | making a: gives a function of times what is no FHIR date or time",
                "{patient.weight: 1}                   | makes a member whose name is no text",
                "{\"a\": $single(flags, function($f){true})} | finds more than one match",
                "{\"a\": $parseInteger(patient.family, 'w')} | making a: ",
                "{\"a\": $formatBase(n, 99)}           | has a base that is not from 2 to 36",
                "{\"a\": $replace(patient.family, /S/, n)} | replaces by what is no text",
                "{\"a\": $decodeUrl('%zz' & patient.family)} | making a: ",
                "{\"a\": $base64decode(patient.family & '!')} | making a: ",
            })
    void a_failure_names_file_line_and_member_and_no_value(String expression, String words) {
        Map<String, String> tables = Map.of("local/p.csv", "priority,pas\nC1,1\n");
        List<String> refused = Trial.problems(expression, tables);
        String said = refused.isEmpty() ? Trial.of(expression, tables).fails(PATIENT) : refused.toString();

        assertThat(said).contains(words).doesNotContain("70.5").satisfies(text -> assertThat(
                        text.replace("priority Sampleton in", ""))
                .doesNotContain("Sampleton"));
    }

    @Test
    void an_object_may_be_changed_in_parts() {
        assertThat(Trial.of("patient ~> |$|{'seen': true}, 'nhsNumber'|").makes(PATIENT))
                .isEqualTo("{\"family\":\"Sampleton\",\"weight\":70.5,\"seen\":true}");
    }

    @Test
    void the_line_is_that_of_the_member() {
        Trial trial = Trial.of("""
                {
                  "id": patient.nhsNumber,
                  "body": {
                    "weight": patient.weight
                      + patient.family
                  }
                }
                """);

        assertThat(trial.fails(PATIENT)).startsWith("local/pas.jsonata:5, making body.weight: ");
    }

    @Test
    void a_failure_in_a_function_names_its_line_and_the_member() {
        Trial trial = Trial.of("""
                (
                  $double := function($x) {
                    $x * 2
                  };
                  { "n": $double(n), "family": { "twice": $double(patient.family) } }
                )""");

        assertThat(trial.fails(PATIENT)).startsWith("local/pas.jsonata:3, making family.twice: ");
    }

    @Test
    void many_messages_are_mapped_at_once() {
        Trial trial = Trial.of("{\"n\": $map([1..50], function($i){ $i * n }), \"now\": $now()}");
        List<String> made = IntStream.range(0, 400)
                .parallel()
                .mapToObj(n -> trial.makes("{\"n\": " + n + "}"))
                .toList();

        for (int n = 0; n < made.size(); n++) {
            assertThat(made.get(n)).startsWith("{\"n\":[" + n + "," + 2 * n + ",");
        }
    }

    @Test
    void a_large_exponent_is_not_calculated_for_ever() {
        assertThat(Trial.of("{\"n\": n, \"m\": $abs(n)}").makes("{\"n\": 1E-2000000000}"))
                .isEqualTo("{\"n\":0.0,\"m\":0}");
    }
}
