package io.barsgateway.operate.alarm;

import io.barsgateway.audit.watch.Alarms;
import io.barsgateway.edge.handshake.ListenerTls;
import io.barsgateway.receive.InboundProperties;
import io.barsgateway.trust.keys.CertificateNotes;
import io.barsgateway.trust.keys.Certificates;
import io.barsgateway.trust.keys.Environment;
import io.barsgateway.trust.keys.HomeProperties;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.util.concurrent.CamelThreadFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Reminds 90, 60, 30, 7 and 1 days before our certificate ends, and says whom to ask for the next one. */
@Component
final class RemindOfRenewal implements AutoCloseable {

    private static final String SUBJECT = "certificate-days";
    private static final List<Long> MARKS = List.of(1L, 7L, 30L, 60L, 90L);

    private final ListenerTls inboundTls;
    private final Environment environment;
    private final String file;
    private final Alarms alarms;
    private final Clock clock;
    private final ScheduledExecutorService looks =
            Executors.newSingleThreadScheduledExecutor(new CamelThreadFactory("#name#", "reminders", true));

    RemindOfRenewal(
            @Qualifier("inboundTls") ListenerTls inboundTls,
            InboundProperties inbound,
            HomeProperties home,
            Alarms alarms,
            Clock clock) {
        this.inboundTls = inboundTls;
        this.file = inbound.certificate() == null
                ? "CERTIFICATE"
                : inbound.certificate().toString();
        this.environment = home.environment();
        this.alarms = alarms;
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        // A certificate that is replaced shows at once, not at the next full hour
        looks.scheduleWithFixedDelay(this::look, 0, 20, TimeUnit.SECONDS);
    }

    void look() {
        X509Certificate leaf = inboundTls.own().get(0).chain().get(0);
        long left = new CertificateNotes(leaf, clock.instant()).daysLeft();
        OptionalLong mark = MARKS.stream()
                .filter(days -> left <= days)
                .mapToLong(Long::longValue)
                .findFirst();
        if (mark.isEmpty()) {
            alarms.end(SUBJECT);
            return;
        }
        alarms.raise(
                SUBJECT,
                "the certificate of " + Certificates.commonName(leaf.getSubjectX500Principal()) + " ends within "
                        + mark.getAsLong() + " days, on " + leaf.getNotAfter().toInstant()
                        + ": bars cert renew " + file + ", and ask "
                        + (environment == Environment.PROD ? "dir@nhs.net" : "ITOC") + " for the next one",
                1);
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
