package io.barsgateway.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PrepareXmlTest {

    @Test
    void an_outcome_in_xml_is_written_and_read_once() {
        assertThat(new PrepareXml().prepare()).succeedsWithin(Duration.ofMinutes(1));
    }
}
