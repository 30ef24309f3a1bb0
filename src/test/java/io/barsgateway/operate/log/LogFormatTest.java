package io.barsgateway.operate.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** Text or JSON, and what is quiet in both. */
class LogFormatTest {

    private static final String PATTERN = "%-5level %logger{0} - %msg%n";

    private final LoggerContext context = new LoggerContext();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Configuration(proxyBeanMethods = false)
    static class Nothing {}

    @AfterEach
    void asBefore() {
        LogFormat.use(LogFormat.TEXT);
    }

    /** A logger that writes as logback.xml has it written, at DEBUG. */
    private org.slf4j.Logger logger(String name) {
        context.setMDCAdapter(new LogbackMDCAdapter());
        context.addTurboFilter(new NoPayloads());
        LogEncoder encoder = new LogEncoder();
        encoder.setContext(context);
        encoder.setPattern(PATTERN);
        encoder.start();
        OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.setOutputStream(out);
        appender.start();
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(appender);
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(Level.DEBUG);
        return context.getLogger(name);
    }

    private String written() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void the_log_format_is_text_by_default_and_can_change_while_running() {
        org.slf4j.Logger log = logger("io.barsgateway.outbox.claim.SettleWork");
        log.info("Done {} {}", "NEW_REFERRAL", "x");
        LogFormat.use(LogFormat.JSON);
        log.info("Done {} {}", "NEW_REFERRAL", "x");

        assertThat(written().lines().toList()).hasSize(2).first().isEqualTo("INFO  SettleWork - Done NEW_REFERRAL x");
        assertThat(written().lines().toList().get(1)).startsWith("{").contains("\"event\":\"work-done\"");
    }

    @ParameterizedTest
    @EnumSource
    void libraries_are_not_heard_below_info_in_either(LogFormat format) {
        LogFormat.use(format);
        logger("org.apache.hc.client5.http.wire").debug(">> CANARYNAME");
        context.getLogger("io.barsgateway.Ours").debug("heard");
        context.getLogger("org.apache.hc.client5.http.wire").warn("loud");

        assertThat(written()).contains("heard", "loud").doesNotContain("CANARYNAME");
    }

    @Test
    void the_settings_say_so_before_anything_starts() {
        try (ConfigurableApplicationContext started = new SpringApplicationBuilder(Nothing.class)
                .web(WebApplicationType.NONE)
                .properties("bars.installation=.")
                .run("--bars.log.format=json")) {
            assertThat(started.isActive()).isTrue();
            assertThat(LogFormat.current()).isEqualTo(LogFormat.JSON);
        }
    }

    @ParameterizedTest
    @CsvSource({"json, JSON", "' JSON ', JSON", "text, TEXT", "xml, TEXT", ", TEXT"})
    void a_name_is_read_in_any_case(String name, LogFormat format) {
        assertThat(LogFormat.named(name)).isEqualTo(format);
    }

    @Test
    void the_log_of_the_gateway_is_written_so() {
        LoggerContext own = (LoggerContext) LoggerFactory.getILoggerFactory();
        assertThat(own.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).getAppender("ERR"))
                .isInstanceOfSatisfying(OutputStreamAppender.class, appender -> assertThat(appender.getEncoder())
                        .isInstanceOf(LogEncoder.class));
    }
}
