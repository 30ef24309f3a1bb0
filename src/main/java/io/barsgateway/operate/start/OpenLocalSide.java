package io.barsgateway.operate.start;

import io.barsgateway.local.LocalProperties;
import io.barsgateway.trust.keys.Environment;
import java.util.LinkedHashMap;
import java.util.Map;

/** What leaves the local side, where patients' messages are read and outcomes reported, open to whoever reaches it. */
final class OpenLocalSide {

    private OpenLocalSide() {}

    /** Why it may not be so, by the name of the rule. */
    static Map<String, String> reasons(LocalProperties local, Environment environment) {
        Map<String, String> reasons = new LinkedHashMap<>();
        boolean open = local.credentials().isEmpty();
        if (!ThisMachine.isListenedOnAs(local.host()) && (local.certificate() == null || open)) {
            reasons.put(
                    "open-local-side",
                    "bars.local.host is not loopback: bars.local.certificate and bars.local.credentials are needed");
        }
        if (open && !environment.isForTrials()) {
            reasons.put(
                    "local-credentials",
                    "bars.local.credentials is empty in " + environment + ", also on loopback whoever has an account on"
                            + " this machine could read patients' messages: give each local system a name, a token-file or"
                            + " a certificate, and its services. Only local and sandbox go without");
        }
        return reasons;
    }
}
