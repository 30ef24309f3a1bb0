package io.barsgateway.operate.access;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.answer.Answer;
import io.barsgateway.edge.handshake.ListenerTls;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.trust.chain.Authorities;
import io.barsgateway.trust.chain.CallerChains;
import io.barsgateway.trust.crl.ListKind;
import io.barsgateway.trust.keys.Certificates;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Every certificate and revocation list that the running gateway uses, with the days that are left. */
@Component
public final class ReportCertificates {

    private final ListenerTls inboundTls;
    private final CallerChains chains;
    private final Clock clock;

    ReportCertificates(@Qualifier("inboundTls") ListenerTls inboundTls, CallerChains chains, Clock clock) {
        this.inboundTls = inboundTls;
        this.chains = chains;
        this.clock = clock;
    }

    public Answer report() {
        Instant now = clock.instant();
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        ArrayNode certificates = report.putArray("certificates");
        inboundTls.own().forEach(own -> own.chain().forEach(one -> add(certificates, "endpoint", one, now)));
        Authorities authorities = chains.authorities();
        authorities.roots().forEach(one -> add(certificates, "root", one, now));
        authorities.issuers().forEach(one -> add(certificates, "issuer", one, now));
        ArrayNode lists = report.putArray("revocationLists");
        authorities.revocation().lists().forEach(list -> lists.addObject()
                .put("list", list.label(now))
                .put("late", now.isAfter(list.next()))
                .put("unread", list.kind() != ListKind.FULL));
        return Answer.json(200, new String(FhirJson.write(report), StandardCharsets.UTF_8));
    }

    private static void add(ArrayNode to, String use, X509Certificate certificate, Instant now) {
        Instant until = certificate.getNotAfter().toInstant();
        to.addObject()
                .put("use", use)
                .put("subject", certificate.getSubjectX500Principal().getName())
                .put("sha1", Certificates.thumbprint(certificate, "SHA-1"))
                .put("sha256", Certificates.thumbprint(certificate))
                .put("until", until.toString())
                .put("daysLeft", Duration.between(now, until).toDays());
    }
}
