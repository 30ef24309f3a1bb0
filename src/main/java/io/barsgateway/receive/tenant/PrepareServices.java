package io.barsgateway.receive.tenant;

import io.barsgateway.receive.service.Tenant;
import java.util.List;

/** Whatever must be ready before changed services are taken, or has a reason why they cannot be. */
public interface PrepareServices {

    /**
     * Looks at all the services of the changed settings and makes ready for them, while the old ones are still served.
     *
     * @return the last step, run once everybody is ready; it may fail, then nothing is taken and all of this is tried again
     * @throws RuntimeException why they cannot be taken, in words for the operator
     */
    Runnable prepare(List<Tenant> next);
}
