package io.barsgateway.operate.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.barsgateway.audit.watch.Alarms;
import io.barsgateway.fixture.Opened;
import io.barsgateway.fixture.Properties;
import io.barsgateway.receive.InboundProperties;
import io.barsgateway.trust.keys.HomeProperties;
import io.barsgateway.trust.keys.KeyMaterial;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemindOfRenewalTest {

    private static final Instant END = Opened.FROM.plus(Duration.ofDays(400));

    @ParameterizedTest
    @CsvSource({
        "int, 91, ''",
        "int, 89, within 90 days",
        "int, 59, within 60 days",
        "int, 29, ITOC",
        "prod, 6, dir@nhs.net",
        "prod, 0, within 1 days"
    })
    void it_reminds_at_each_mark_and_names_whom_to_ask(String environment, int daysBefore, String words) {
        try (Opened opened = Opened.plainly()) {
            KeyMaterial own =
                    opened.issuer.leaf("localhost", List.of("localhost"), List.of(), Opened.FROM, Duration.ofDays(400));
            opened.tls.present(List.of(own));
            Clock clock = Clock.fixed(END.minus(Duration.ofDays(daysBefore)).minusSeconds(60), ZoneOffset.UTC);
            Alarms alarms = new Alarms(event -> {}, clock);

            new RemindOfRenewal(
                            opened.tls,
                            Properties.bind(
                                    "bars.inbound",
                                    InboundProperties.class,
                                    Map.of("bars.inbound.certificate", "/etc/bars/endpoint.p12")),
                            Properties.bind("bars", HomeProperties.class, Map.of("bars.environment", environment)),
                            alarms,
                            clock)
                    .look();

            if (words.isEmpty()) {
                assertThat(alarms.standing()).isEmpty();
            } else {
                assertThat(alarms.standing().get("certificate-days"))
                        .contains(words, "bars cert renew /etc/bars/endpoint.p12, ");
            }
        }
    }
}
