package io.barsgateway.audit.incident;

import org.springframework.stereotype.Component;

/** Writes what was raised and has ended, and hands on what must be told; without the store it does so from memory. */
@Component
public final class KeepAlarms {

    private final Incidents incidents;

    KeepAlarms(Incidents incidents) {
        this.incidents = incidents;
    }

    public void keep() {
        incidents.keep();
    }
}
