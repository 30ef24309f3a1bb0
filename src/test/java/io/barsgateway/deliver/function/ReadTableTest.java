package io.barsgateway.deliver.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.deliver.mapping.Trial;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadTableTest {

    private static final String FILE = "local/codes.csv";
    private static final String ARP = "https://fhir.nhs.uk/CodeSystem/arp-priority-codes";

    private static String translated(String table, String code) {
        return Trial.of("{\"x\": $translate(c, \"local/codes.csv\")}", Map.of(FILE, table))
                .makes("{\"c\": " + code + "}");
    }

    private static String refused(String table, String code) {
        return Trial.of("{\"x\": {\"y\": $translate(c, \"local/codes.csv\")}}", Map.of(FILE, table))
                .fails("{\"c\": " + code + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "priority,pas\nC1,one\n",
                "\uFEFFpriority,pas\r\nC1,one\r\n",
                "priority , pas\n\n C1 , one \n\n",
                "pas,priority\none,C1",
                "priority,pas\n\"C1\",\"one\"\n",
                "priority,pas\nC1, \"one\" \nC2,two\n",
                "system,priority,pas\n,C1,one\n",
            })
    void a_table_is_read_as_spreadsheets_and_people_write_it(String table) {
        assertThat(translated(table, "\"C1\"")).isEqualTo("{\"x\":\"one\"}");
    }

    @Test
    void a_quoted_cell_may_hold_a_comma_and_a_quote() {
        assertThat(translated("priority,pas\nC1,\"one, the \"\"first\"\"\"\n", "\"C1\""))
                .isEqualTo("{\"x\":\"one, the \\\"first\\\"\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                                  | 1 | is empty",
                "C1,1                                | 1 | must begin with a line that names its columns",
                "prority,pas;C1,1                    | 1 | must begin with a line that names its columns",
                "priority;C1                         | 1 | must begin with a line that names its columns",
                "priority,flag;C1,1                  | 1 | must begin with a line that names its columns",
                "priority,pas,lims;C1,1,2            | 1 | must begin with a line that names its columns",
                "priority,pas                        | 1 | has no row",
                "priority,pas;C1,1;C1,2              | 3 | has a second row for a code",
                "priority,pas;C1,1;C2                | 3 | has 1 cells where the first line names 2 columns",
                "priority,pas;C1,1,2                 | 2 | has 3 cells",
                "priority,pas;C1,                    | 2 | without what it becomes",
                "priority,pas;,1                     | 2 | without a code",
                "priority,pas;C1,\"1                 | 2 | has a \" without its second",
                "priority,pas;C1,\"1\"x              | 2 | has a \" without its second",
                "priority,pas;C1,1;*,9               | 3 | has a default (*) for priority, which is not allowed",
                "outcome,pas;C1,1;*,9                | 3 | has a default (*) for outcome",
                "flag,pas;C1,1;*,9                   | 3 | has a default (*) for flag",
                "status,pas;C1,1;*,9                 | 3 | has a default (*) for status",
                "other,pas;C1,1;*,9;*,8              | 4 | has a second default",
                "system,other,pas;urn:x,*,9          | 2 | or one with a system",
            })
    void a_mistake_is_told_with_its_line(String table, int line, String words) {
        assertThat(Trial.problems("{}", Map.of(FILE, table.replace(';', '\n'))))
                .singleElement()
                .asString()
                .startsWith(FILE + ":" + line + ": ")
                .contains(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"system\": \"urn:x\", \"code\": \"A\"}                                       | \"of x\"",
                "{\"system\": \"urn:y\", \"code\": \"A\"}                                       | \"of any\"",
                "\"A\"                                                                          | \"of any\"",
                "{\"coding\": [{\"system\": \"urn:z\", \"code\": \"Q\"}, {\"code\": \"A\"}]}    | \"of any\"",
                "[{\"code\": \"Q\"}, {\"system\": \"URN:X\", \"code\": \"A\"}]                  | \"of x\"",
                "\"Q\"                                                                          | \"unknown\"",
            })
    void a_row_of_the_codes_own_system_comes_first(String code, String result) {
        assertThat(translated("system,other,pas\nurn:x,A,of x\n,A,of any\n,*,unknown\n", code))
                .isEqualTo("{\"x\":" + result + "}");
    }

    @Test
    void nothing_becomes_nothing() {
        assertThat(Trial.of("{\"x\": $translate(nobody, \"local/codes.csv\")}", Map.of(FILE, "priority,pas\nC1,1"))
                        .makes("{}"))
                .isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"priority", "outcome", "flag", "status"})
    void an_unknown_code_of_the_four_is_named_and_has_no_default(String subject) {
        assertThat(refused(subject + ",pas\nC1,1\n", "\"C9\""))
                .isEqualTo(
                        "local/pas.jsonata:1, making x.y: has a code that is in no row of its code table: add a row ("
                                + subject + " C9 in local/codes.csv)");
    }

    @Test
    void an_unknown_code_of_another_subject_without_a_default_is_named_too() {
        assertThat(refused("other,pas\nC1,1\n", "\"C9\"")).contains("(other C9 in local/codes.csv)");
    }

    @Test
    void a_priority_gets_no_default_from_a_table_that_calls_itself_other() {
        String table = "other,pas\nC1,1\n*,9\n";

        assertThat(refused(table, "{\"system\": \"" + ARP + "\", \"code\": \"C9\"}"))
                .contains("other C9");
        assertThat(refused(table, "[{\"code\": \"Q\"}, {\"system\": \"" + ARP + "\", \"code\": \"C9\"}]"))
                .contains("in no row");
        assertThat(translated(table, "{\"system\": \"urn:x\", \"code\": \"C9\"}"))
                .isEqualTo("{\"x\":\"9\"}");
    }

    @Test
    void a_text_in_place_of_a_code_is_not_shown() {
        assertThat(refused("priority,pas\nC1,1\n", "\"Sampleton, Jo\"")).doesNotContain("Sampleton");
        assertThat(refused("priority,pas\nC1,1\n", "{\"text\": \"Sampleton\"}"))
                .contains("no text, Coding or CodeableConcept with a code")
                .doesNotContain("Sampleton");
    }

    /** The alarm and the log are read by more people than may read of a patient. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"9990000018\"",
                "\"999-000-0018\"",
                "\"Sampleton\"",
                "\"SAMPLE\"",
                "\"19800501\"",
                "\"1980-05-01\"",
                "\"LS16AE1\"",
                "{\"system\": \"urn:x\", \"code\": \"Sampleton\"}",
                "{\"system\": \"" + ARP + "\", \"code\": \"9990000018\"}",
                "{\"system\": \"" + ARP + "\", \"code\": \"Sampleton\"}"
            })
    void what_may_be_a_patients_name_or_number_is_not_shown(String code) {
        assertThat(refused("priority,pas\nC1,1\n", code))
                .endsWith("(priority (a code that cannot be shown) in local/codes.csv)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"Dx118\"                                            | Dx118",
                "{\"code\": \"C9\"}                                   | C9",
                "{\"system\": \"" + ARP + "\", \"code\": \"unknown\"} | unknown",
                "{\"system\": \"URN:X\", \"code\": \"133931000000103\"}   | 133931000000103",
            })
    void a_short_code_and_one_of_a_known_system_are_shown(String code, String told) {
        assertThat(refused("system,other,pas\nurn:x,A,1\n", code)).contains("(other " + told + " in");
    }
}
