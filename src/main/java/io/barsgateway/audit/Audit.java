package io.barsgateway.audit;

/** Where attempts are noted; whoever notes one does not wait for it to be written. */
@FunctionalInterface
public interface Audit {

    /** Written soon. */
    void note(AuditEvent event);
}
