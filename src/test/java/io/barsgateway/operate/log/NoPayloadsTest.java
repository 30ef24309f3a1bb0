package io.barsgateway.operate.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.spi.FilterReply;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose words below INFO are heard, whatever somebody sets: only of those that print no bytes they handle. */
class NoPayloadsTest {

    private final NoPayloads filter = new NoPayloads();

    @ParameterizedTest
    @CsvSource({
        "io.netty.handler.logging, TRACE, DEBUG, DENY",
        "org.apache.hc.client5.http.wire, DEBUG, DEBUG, DENY",
        "org.apache.hc.client5.http.wire, INFO, DEBUG, NEUTRAL",
        "org.apache.camel, TRACE, INFO, NEUTRAL",
        "io.barsgateway.cases, DEBUG, DEBUG, NEUTRAL",
        "com.zaxxer.hikari.pool, TRACE, DEBUG, NEUTRAL"
    })
    void the_name_of_a_logger_decides_whether_it_is_heard(String name, String set, String asked, FilterReply reply) {
        Logger logger = new LoggerContext().getLogger(name);
        logger.setLevel(Level.valueOf(set));

        assertThat(filter.decide(null, logger, Level.valueOf(asked), "", null, null))
                .isEqualTo(reply);
    }
}
