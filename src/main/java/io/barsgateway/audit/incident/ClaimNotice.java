package io.barsgateway.audit.incident;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The next notice of an alarm that is to be posted; null where none is. */
@Component
public final class ClaimNotice {

    private final Notices notices;

    ClaimNotice(Notices notices) {
        this.notices = notices;
    }

    public @Nullable Notice claim() {
        return notices.next().orElse(null);
    }
}
