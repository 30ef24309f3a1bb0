package io.barsgateway.trust.crl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What one line of bars.pki.crl-urls may be, and which URLs it stands for. */
class ListUrlTest {

    private static final ListUrl PATTERN = new ListUrl(URI.create("http://crl.nhs.test/int/c*.crl"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://crl.nhs.test/int/c1.crl",
                "http://CRL.nhs.TEST/int/c4519.crl",
                "HTTP://crl.nhs.test/int/c_0a-B.crl"
            })
    void a_pattern_covers_each_number_of_its_list(String url) {
        assertThat(PATTERN.covers(URI.create(url))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://crl.nhs.test/int/c.crl",
                "http://crl.nhs.test/int/c1/2.crl",
                "http://crl.nhs.test/int/c..crl",
                "http://crl.nhs.test/int/c%2e%2e.crl",
                "http://crl.nhs.test/int/c1.crl?x=1",
                "http://crl.nhs.test/other/c1.crl",
                "http://crl.nhs.test:8080/int/c1.crl",
                "http://crl.nhs.test.evil/int/c1.crl",
                "https://crl.nhs.test/int/c1.crl",
                "http://crl.nhs.test/INT/c1.crl",
                "http://crl.nhs.test/int/c12345678901234567890123456789012345678901.crl"
            })
    void a_pattern_covers_nothing_else(String url) {
        assertThat(PATTERN.covers(URI.create(url))).isFalse();
    }

    @Test
    void an_entry_without_a_star_covers_itself() {
        ListUrl whole = new ListUrl(URI.create("http://crl.nhs.test/root.crl"));
        assertThat(whole.isPattern()).isFalse();
        assertThat(whole.covers(URI.create("http://CRL.nhs.test/root.crl"))).isTrue();
        assertThat(whole.covers(URI.create("http://crl.nhs.test/Root.crl"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://crl.nhs.test/c.crl",
                "http:///c.crl",
                "http://crl.nhs.test/*/c.crl",
                "http://crl.nhs.test/c*-*.crl",
                "http://crl.nhs.test/c.crl?x=*"
            })
    void anything_else_is_refused_with_the_line(String url) {
        assertThatThrownBy(() -> new ListUrl(URI.create(url)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bars.pki.crl-urls takes")
                .hasMessageContaining(url);
    }

    @ParameterizedTest
    @CsvSource({
        "http://crl.nhs.uk/int/g2/auth/NHSINTauthG2_c07.crl, http://crl.nhs.uk/int/g2/auth/NHSINTauthG2_c*.crl",
        "http://crl.nhs.uk/live/1c/crlc4519.crl, http://crl.nhs.uk/live/1c/crlc*.crl",
        "http://crl.nhs.uk/live/root.crl, http://crl.nhs.uk/live/root.crl"
    })
    void the_line_to_add_differs_in_the_last_number_only(String url, String line) {
        assertThat(ListUrl.patternOf(URI.create(url))).isEqualTo(line);
        assertThat(new ListUrl(URI.create(line)).covers(URI.create(url))).isTrue();
    }
}
