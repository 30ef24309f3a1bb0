package io.barsgateway.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** FIPS 180-4 has these examples. */
class Sha256Test {

    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void bytes_and_their_text_have_one_hash() {
        assertThat(Sha256.hex("abc")).isEqualTo(ABC);
        assertThat(Sha256.hex("abc".getBytes(StandardCharsets.UTF_8))).isEqualTo(ABC);
        assertThat(HexFormat.of().formatHex(Sha256.of("abc"))).isEqualTo(ABC);
    }

    @Test
    void parts_have_the_hash_of_the_whole() {
        MessageDigest begun = Sha256.begun();
        begun.update("ab".getBytes(StandardCharsets.UTF_8));
        assertThat(Sha256.hex(begun, "c".getBytes(StandardCharsets.UTF_8))).isEqualTo(ABC);
    }
}
