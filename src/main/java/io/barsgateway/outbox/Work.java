package io.barsgateway.outbox;

import io.barsgateway.fhir.Original;
import io.barsgateway.fhir.form.Format;
import io.barsgateway.fhir.identity.ServiceId;
import io.barsgateway.message.Meaning;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One piece of work, leased to us: a message to deliver or to send, with what its headers need.
 *
 * @param kind {@link WorkKind#DELIVER} or {@link WorkKind#SEND}
 * @param lane name of the neighbour that it goes to; see Neighbours
 * @param lease names our claim; when it lapses another may take the work, and ours settles nothing any more
 * @param attempts this one included
 * @param age since it was held, by the clock of the store
 * @param fallback whether the original goes to another URL, since no view of it could be made
 * @param mayHaveArrived whether an earlier attempt left and did not certainly fail before the neighbour had it
 * @param sha256 of the body when it was accepted or composed
 * @param warnings what was odd about the message, one a line; empty where nothing was
 * @param trace W3C traceparent of what had it held; null where there is none
 * @param youth while it lasts, the lease is as good as new; null where it has none
 */
public record Work(
        long id,
        WorkKind kind,
        String lane,
        UUID lease,
        int attempts,
        Duration age,
        boolean fallback,
        boolean mayHaveArrived,
        UUID messageId,
        String reference,
        Meaning meaning,
        ServiceId service,
        ServiceId counterpart,
        String requestId,
        String correlationId,
        String useContext,
        Format format,
        Original body,
        String sha256,
        String warnings,
        @Nullable String trace,
        @Nullable Youth youth) {

    private static final int LONGEST_HEADER = 2000;

    /** The lane of what goes to the other URL of a service. */
    public static String fallbackLane(String lane) {
        return "fallback " + lane;
    }

    /** Whether it changes what is there, and no attempt at it may have arrived. */
    public boolean isChangeYetToArrive() {
        return meaning.isChange() && !mayHaveArrived;
    }

    /** Whether its lease has only just begun, in the commit that held it. */
    public boolean isYoung() {
        return youth != null && !youth.isOver();
    }

    /** The place of this attempt in its lane. */
    public Place place() {
        return new Place(kind, lane, service, lease);
    }

    /** The warnings as the value of one header, cut where they are many. */
    public String warningHeader() {
        String line = warnings.replace("\n", "; ");
        return line.length() <= LONGEST_HEADER ? line : line.substring(0, LONGEST_HEADER) + " ...";
    }

    /** Names ids only. */
    @Override
    public String toString() {
        return "message=" + messageId + " reference=" + reference + " attempt=" + attempts;
    }
}
