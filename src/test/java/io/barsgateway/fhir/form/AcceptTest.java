package io.barsgateway.fhir.form;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '`',
            value = {
                "application/fhir+json > JSON",
                "application/fhir+xml > XML",
                "application/xml, application/json > XML",
                "application/fhir+xml;q=0.1, application/fhir+json > JSON",
                "application/fhir+json;q=0.5, application/fhir+xml;q=0.9 > XML",
                "application/fhir+json; version=1.1.0; q=0.5, text/xml > XML",
                "*/*, application/fhir+xml > XML",
                "application/fhir+xml;q=0, */* > JSON",
                "*/*;q=0.1, application/fhir+json;q=0.05 > XML",
                "application/*;q=0.1, text/json;q=0.2 > JSON",
                "APPLICATION/FHIR+XML > XML",
                "xml > XML",
                "\"application/fhir+xml; version=1.0.0\" > XML",
                "'application/fhir+xml; version=1.0.0' > XML",
                "application/fhir+xml; version=\"1.0.0\" > XML",
                "application/fhir+xml; version = 1.1.0 > XML",
                "application/fhir+xml; q=x > XML",
                "text/html, image/gif, *; q=.2, application/fhir+xml; q=.1 > JSON"
            })
    void the_greatest_weight_decides_and_then_the_first_named(String header, Format format) {
        assertThat(Accept.of(header).preferred(Format.JSON)).isEqualTo(format);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {"*/*>", "application/*;q=0.3>", "text/html>", "''>", "nonsense>"})
    void where_neither_format_is_named_the_fallback_is_taken(String header) {
        assertThat(Accept.of(header).preferred(Format.XML)).isEqualTo(Format.XML);
        assertThat(Accept.of(header).preferred(Format.JSON)).isEqualTo(Format.JSON);
    }

    @Test
    void a_weight_of_zero_takes_nothing() {
        assertThat(Accept.of("application/fhir+json;q=0").takes(Format.JSON)).isFalse();
        assertThat(Accept.of("application/fhir+json;q=0, */*;q=0.000").takesNone())
                .isTrue();
        assertThat(Accept.of("application/fhir+json;q=0, */*;q=0.001").takes(Format.XML))
                .isTrue();
        assertThat(Accept.of("text/html, image/png").takesNone()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x, /", ";;", "\"", "'", "\"application/fhir+json;", "a/b; c=\"", "a/b; \"; q=1", "\"a/b; c=1\""
            })
    void a_range_that_cannot_be_read_says_nothing(String odd) {
        assertThat(Accept.of("application/fhir+xml;q=0.2, " + odd).preferred(Format.JSON))
                .isEqualTo(Format.XML);
    }
}
