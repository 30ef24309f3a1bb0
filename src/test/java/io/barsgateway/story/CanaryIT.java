package io.barsgateway.story;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.fixture.Changed;
import io.barsgateway.fixture.FarSide;
import io.barsgateway.fixture.GatewayTest;
import io.barsgateway.fixture.LocalClient;
import io.barsgateway.fixture.LocalDouble;
import io.barsgateway.fixture.Messages;
import io.barsgateway.fixture.ProxyClient;
import io.barsgateway.fixture.ProxyClient.Reply;
import io.barsgateway.simulator.Simulator;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;

/** Whatever happens, at DEBUG for every logger: no name, NHS number, token or key in any log line or refusal. */
@GatewayTest
class CanaryIT {

    private static final List<String> CANARIES = List.of(
            "Sampleton",
            "CANARYNAME",
            "9990000018",
            "9434765919",
            "01632 960001",
            "Exampleton",
            "canary-token",
            "Bearer ");

    private final ProxyClient proxy;
    private final LocalClient local;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();

    CanaryIT(@Qualifier("inboundListener") Listener inbound, @Qualifier("localListener") Listener local) {
        this.proxy = ProxyClient.at(inbound.boundPort());
        this.local = new LocalClient(local.boundPort());
    }

    @BeforeEach
    void listenAtDebug() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%logger %msg%n%ex");
        encoder.start();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.setOutputStream(log);
        appender.start();
        root().addAppender(appender);
        root().setLevel(Level.DEBUG);
        context.getLoggerList().forEach(logger -> {
            if (logger != root()) {
                logger.setLevel(null);
            }
        });
    }

    @AfterEach
    void stopListening() {
        root().detachAppender(appender);
        root().setLevel(Level.INFO);
    }

    @Test
    void no_patient_data_or_secret_reaches_a_log_or_refusal() throws Exception {
        ObjectNode message = Changed.family("CANARYNAME", Messages.validation());
        FarSide.SIMULATOR.farEnd().expects(message.path("id").asText());
        ProxyClient request = proxy.to(FarSide.ANY).with("Authorization", "Bearer canary-token");
        assertThat(request.post(message).status()).isEqualTo(200);
        ProxyClient failing = proxy.to(FarSide.DOUBLED);
        FarSide.LOCAL.answerNext(LocalDouble.of(failing), 500, 422);
        failing.post(Messages.to(FarSide.DOUBLED, Messages.validation()));
        String refusals = refused(request, message);
        String report = "{\"correlationId\":\"" + request.header("X-Correlation-Id") + "\",\"kind\":\"interim\",";
        refusals +=
                local.report(report + "\"reason\":7,\"name\":\"CANARYNAME\"}").body();
        refusals += local.report("{CANARYNAME}").body();
        assertThat(local.report(report + "\"reason\":\"CANARYNAME called\"}").status())
                .isEqualTo(202);
        assertThat(FarSide.SIMULATOR
                        .journal()
                        .await(
                                event -> event.what().equals("far end received")
                                        && event.detail("answers")
                                                .equals(message.path("id").asText()),
                                Duration.ofSeconds(20)))
                .isPresent();

        Awaitility.await().until(() -> log.toString(StandardCharsets.UTF_8).contains("Undelivered NEW_VALIDATION"));
        String lines = log.toString(StandardCharsets.UTF_8);

        assertThat(lines).contains("Accepted NEW_VALIDATION");
        assertThat(CANARIES).noneMatch(lines::contains);
        assertThat(CANARIES).noneMatch(refusals::contains);
        assertThat(lines).doesNotContain(Simulator.API_KEY);
        assertThat(Files.readAllLines(FarSide.PKI.senderKey()).get(1))
                .satisfies(key -> assertThat(lines).doesNotContain(key));
        assertThat(refusals)
                .doesNotContain("Exception")
                .doesNotContain("at io.")
                .doesNotContain("at com.");
    }

    /** What the caller hears when a message with canaries is wrong in every way we can think of. */
    private String refused(ProxyClient request, ObjectNode message) throws Exception {
        StringBuilder heard = new StringBuilder();
        heard.append(request.post(message).body());
        ObjectNode wrong = Messages.validation();
        Messages.resource(wrong, "Patient").put("resourceType", "CANARYNAME");
        heard.append(proxy.to(FarSide.ANY).post(wrong).body());
        ObjectNode misshapen = Messages.validation();
        Messages.resource(misshapen, "ServiceRequest").put("category", "CANARYNAME");
        heard.append(proxy.to(FarSide.ANY).post(misshapen).body());
        String json = new String(Messages.bytes(message), StandardCharsets.UTF_8);
        for (String body : List.of(
                json.substring(0, json.length() / 2),
                json.replace("\"CANARYNAME\"", "CANARYNAME"),
                "CANARYNAME",
                "<Patient>CANARYNAME</Patient>")) {
            Reply reply = proxy.to(FarSide.ANY).post(body.getBytes(StandardCharsets.UTF_8));
            assertThat(reply.status()).isEqualTo(400);
            heard.append(reply.body());
            heard.append(proxy.to(FarSide.ANY)
                    .with("Content-Type", "application/fhir+xml")
                    .post(body.getBytes(StandardCharsets.UTF_8))
                    .body());
        }
        heard.append(proxy.to(FarSide.ANY)
                .with("X-Request-Id", "CANARYNAME")
                .post(message)
                .body());
        heard.append(proxy.to(FarSide.ANY)
                .call("POST", "/$process-message/CANARYNAME", new byte[0])
                .body());
        return heard.toString();
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }
}
