package io.barsgateway.respond;

import io.barsgateway.cases.CaseFile;
import io.barsgateway.cases.HeldCase;
import org.apache.camel.Variable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The booking that goes with a referral, or the referral with a booking; none where it stands alone. */
@Component
public final class FindLinkedCase {

    private final CaseFile cases;

    FindLinkedCase(CaseFile cases) {
        this.cases = cases;
    }

    public @Nullable HeldCase find(@Variable("case") HeldCase held) {
        return cases.linkedTo(held).orElse(null);
    }
}
