package io.barsgateway.audit.watch;

import org.springframework.core.env.PropertySources;

/** Whether changed settings can be used at all, whatever they are about. */
public interface CheckSettings {

    /** @throws RuntimeException why not, in words for the operator */
    void check(PropertySources settings);
}
