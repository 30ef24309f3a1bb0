package io.barsgateway.audit.incident;

import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/** Records that an address has taken a notice. */
@Component
public final class SettleNotice {

    private final Notices notices;

    SettleNotice(Notices notices) {
        this.notices = notices;
    }

    public void settle(@Variable("notice") Notice notice) {
        notices.took(notice);
    }
}
