package io.barsgateway.local;

import java.util.Locale;

/**
 * What a credential of {@code bars.local.credentials} may do, for the services that it names. A credential has one or more of them;
 * {@link #MONITOR} has every one. The token in the home of the gateway has all.
 */
public enum Role {
    /** A local system: reports outcomes, sends, asks other organisations, reads originals. What a credential is where it says nothing. */
    SYSTEM,
    /** Reads metrics. */
    MONITOR,
    /** Sees what waits, finds messages by their ids, lists alarms: ids and flags, no names and no telephone numbers. */
    VIEW,
    /** Finds messages by their patient, sees whom to call, reads originals. */
    PATIENT,
    /** Takes, retries and ends work, takes alarms, pauses services. */
    ACT,
    /** Lets callers in, reads and checks the audit, forgets what is known of targets. For credentials of all services only. */
    ADMINISTER;

    /** As the settings write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
