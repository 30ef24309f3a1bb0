package io.barsgateway.operate.metrics;

import io.barsgateway.deliver.address.ShownSecrets;
import io.barsgateway.edge.listener.Listener;
import io.barsgateway.trust.chain.Authorities;
import io.barsgateway.trust.chain.CallerChains;
import io.barsgateway.trust.keys.Certificates;
import java.security.cert.X509Certificate;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** When each certificate ends that is shown or trusted here, and when each revocation list is due. */
@Component
final class MeasureCertificates implements Measured {

    private final Listener inbound;
    private final Listener local;
    private final ShownSecrets shown;
    private final CallerChains chains;

    MeasureCertificates(
            @Qualifier("inboundListener") Listener inbound,
            @Qualifier("localListener") Listener local,
            ShownSecrets shown,
            CallerChains chains) {
        this.inbound = inbound;
        this.local = local;
        this.shown = shown;
        this.chains = chains;
    }

    @Override
    public void measure(Readings readings) {
        inbound.certificates().forEach(own -> add(readings, "endpoint", own.chain()));
        local.certificates().forEach(own -> add(readings, "local", own.chain()));
        shown.presented().forEach(own -> add(readings, "client", own));
        Authorities authorities = chains.authorities();
        add(readings, "root", authorities.roots());
        add(readings, "issuer", authorities.issuers());
        authorities.revocation().lists().forEach(list -> readings.add(Metric.LIST_NEXT, list.next(), list.issuer()));
    }

    private static void add(Readings readings, String use, List<X509Certificate> certificates) {
        certificates.forEach(one -> readings.add(
                Metric.CERTIFICATE_END,
                one.getNotAfter().toInstant(),
                use,
                Certificates.commonName(one.getSubjectX500Principal()),
                Certificates.thumbprint(one)));
    }
}
