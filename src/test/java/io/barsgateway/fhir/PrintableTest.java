package io.barsgateway.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {

    @Test
    void what_cannot_be_seen_or_begins_a_line_is_a_question_mark() {
        assertThat(Printable.text("a\nb\tc\u0000d\u202Ee\uFEFF")).isEqualTo("a?b?c?d?e?");
        assertThat(Printable.text("José, 東京 \uD83D\uDE91")).isEqualTo("José, 東京 \uD83D\uDE91");
        assertThat(Printable.text("half \uD83D")).isEqualTo("half ?");
    }

    @Test
    void it_agrees_with_the_category_of_other_characters_of_unicode() {
        for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
            String one = Character.toString(point);
            assertThat(Printable.text(one).equals("?") && point != '?')
                    .as(Integer.toHexString(point))
                    .isEqualTo(one.matches("\\p{C}"));
        }
    }

    @Test
    void a_long_text_is_cut() {
        assertThat(Printable.text("abc", 2)).isEqualTo("ab");
        assertThat(Printable.code("abc", 3)).isEqualTo("abc");
    }

    @Test
    void a_quoted_text_holds_no_quotation_mark() {
        assertThat(Printable.quoted("CN=\"x\",\nO=y")).isEqualTo("CN=?x?,?O=y");
    }

    @Test
    void a_name_of_an_element_is_short_and_plain() {
        assertThat(Printable.element("valueString_1")).isEqualTo("valueString_1");
        assertThat(Printable.element("Jo-Ann é\uD83D\uDE91\n")).isEqualTo("Jo?Ann ???".replace(" ", "?"));
        assertThat(Printable.element("a".repeat(70))).isEqualTo("a".repeat(60));
        assertThat(Printable.element("")).isEmpty();
    }

    @Test
    void a_code_has_letters_and_digits_only() {
        assertThat(Printable.code("not-found <é> a_1", 60)).isEqualTo("not-found???? a_1".replace(" ", "?"));
    }
}
