package io.barsgateway.operate.log;

import static java.util.stream.Collectors.groupingBy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a line of our log is about, as a code that stays when its words change: an alert is set on the code. A line is known by its class
 * and how its words begin; LogEventTest holds every log call to one of these, and docs/operating.md to all of them.
 */
enum LogEvent {
    REQUEST_REFUSED("answer.AnswerFault", "Refused with"),
    MESSAGES_NOT_HELD("answer.AnswerFault", "Messages cannot be held"),
    REQUEST_UNEXPECTED("answer.AnswerFault", "Unexpected"),
    AUDIT_LOST("audit.AuditTrail", "The audit lost"),
    AUDIT_AGAIN("audit.AuditTrail", "The audit is written again"),
    AUDIT_WAITS("audit.AuditTrail", "The audit waits for the store"),
    AUDIT_NOT_WRITTEN("audit.AuditTrail", "The audit could not be written"),
    ALARM_REPEATED("audit.incident.Incidents", "Alarm {} still stands"),
    TRACES_TAKEN("audit.trace.DroppedSpans", "The collector of traces takes spans again"),
    TRACES_NOT_TAKEN("audit.trace.DroppedSpans", "The collector of traces takes no spans"),
    NOTICE_POSTPONED("audit.incident.PostponeNotice", "The next notice of an alarm could not be fetched"),
    ALARM_BEGAN("audit.watch.Alarms", "Alarm {}:"),
    ALARM_PLANNED("audit.watch.Alarms", "Planned {}:"),
    ALARM_ENDED("audit.watch.Alarms", "Alarm {} has ended"),
    WATCH_FAILED("audit.watch.WatchFiles", "The watch over {} failed"),
    FILES_TAKEN("audit.watch.WatchFiles", "Took the changed files"),
    STORE_ORPHAN_STOPPED(
            "cases.database.EmbeddedStore", "Stopping the PostgreSQL that a killed gateway left running (process"),
    WORK_STAYS_LEASED("outbox.claim.ReadyWork", "Work could not be given back, and waits until its leases lapse"),
    QUESTION_STAYS_LEASED(
            "cases.decide.GiveQuestionBack", "A question could not be given back, and waits until its lease lapses"),
    DECISION_READ("cases.decide.ReadDecision", "The local system answered"),
    BOOKINGS_UNDECIDED("cases.decide.WarnOfBookings", "Bookings are refused with 422"),
    DIARY_READ("cases.diary.LoadDiaries", "Read {} slots"),
    MESSAGE_HELD_TOO_LATE("cases.hold.AcknowledgeInTime", "A message was held after the time to answer had passed"),
    MESSAGE_STAYS_UNCLAIMED("cases.hold.AcknowledgeInTime", "A message was held and answered"),
    MESSAGE_ACCEPTED("cases.hold.HoldMessage", "Accepted"),
    VERDICT_NOT_KEPT("cases.hold.KeepVerdict", "A refusal could not be kept for the retries of its request"),
    REQUEST_ID_WITH_OTHER_BODY("cases.hold.Repeats", "An X-Request-Id came again with another body"),
    RETURNS_NOT_LOOKED_FOR("deliver.GiveUpReturn", "Requests to return could not be looked for"),
    NOT_RETURNED("deliver.GiveUpReturn", "The request is not returned"),
    RETURNED("deliver.SettleReturns", "The Requester has confirmed the returned request"),
    CONNECTION_WITHOUT_CERTIFICATE("edge.handshake.AdmitPeer", "A connection without a certificate"),
    HANDSHAKE_CLOSED("edge.handshake.AdmitPeer", "A connection closed during its TLS handshake"),
    CALLERS_REFUSED_MORE("edge.handshake.Refusals", "Refused caller {} more times"),
    CALLER_REFUSED("edge.handshake.Refusals", "Refused caller address="),
    REQUEST_TOO_MANY("edge.request.AnswerInTime", "Refused a request from {} with 429"),
    ANSWERED_TOO_LATE("edge.request.AnswerInTime", "Answered 408 after"),
    REQUEST_NOT_BEGUN("edge.request.BeginInTime", "A request was not begun"),
    CONNECTION_BROKEN("edge.request.BeginInTime", "A connection broke off"),
    CONNECTION_FAILED("edge.request.BeginInTime", "A connection failed"),
    LISTENER_OPEN("edge.listener.Listener", "Listening for"),
    LISTENER_STOPPED_UNANSWERED("edge.listener.Listener", "Stopped {} with {} requests unanswered"),
    LISTENER_STOPPED("edge.listener.Listener", "Stopped listening for"),
    CALLER_NOT_JUDGED("edge.listener.Listener", "A connected caller could not be judged again"),
    ANSWER_NOT_HEARD("edge.request.LostAnswers", "An answer was not heard"),
    ANSWER_UNEXPECTED("edge.request.LostAnswers", "Unexpected"),
    REQUEST_TURNED_AWAY("edge.guard.RequestGuard", "Refused a request from"),
    LOCAL_REFUSED("local.request.AnswerObjection", "A request of the local side was refused with {}"),
    LOCAL_VALUE_NOT_KEPT(
            "local.request.AnswerObjection", "A request of the local side holds a value that cannot be kept"),
    LOCAL_TOO_MANY("local.request.AnswerObjection", "A request of the local side was refused with 503"),
    LOCAL_QUESTION_UNANSWERED("local.request.AnswerObjection", "A question of the local side got no answer"),
    LOCAL_FAILED("local.request.AnswerObjection", "A request of the local side failed"),
    PROFILES_NO_VERDICT("message.profile.CheckProfiles", "The profile check gave no result"),
    PROFILES_FINDINGS("message.profile.CheckProfiles", "Profiles: {} findings"),
    PROFILES_VALIDATOR_FAILED("message.profile.ProfileValidator", "The profile validator failed"),
    PROFILES_LOADED("message.profile.Profiles", "Validates against"),
    PROCESS_MUST_RESTART("operate.health.AnswerLive", "This process must be restarted"),
    LOOK_FAILED("operate.alarm.ReportFailedLook", "A regular check failed"),
    ROUTES_RISKY("operate.routecheck.CheckRoutes", "A route may fail"),
    ROUTES_TAKEN("operate.routes.ReloadRoutes", "Took the changed routes"),
    ROUTES_FILE_IGNORED("operate.routes.ReloadRoutes", "A file of the routes folder is ignored"),
    ROUTES_AGAIN("operate.routes.ReloadRoutes", "The routes folder holds the running routes again"),
    ROUTES_NOT_ENDED("operate.routes.RunningRoutes", "A replaced set of routes did not end"),
    ROUTES_BROKEN_START("operate.routes.TellBrokenStart", "The gateway does not start"),
    RULE_BROKEN_KNOWINGLY("operate.start.SecureStart", "Started without the rule"),
    ROOT_TRUSTED("operate.start.SecureStart", "Trusting the root"),
    WORK_NOT_CLAIMED("outbox.claim.Postpone", "Work could not be claimed"),
    ATTEMPT_DROPPED("outbox.claim.Postpone", "Dropped a late attempt"),
    ATTEMPT_POSTPONED("outbox.claim.Postpone", "Postponed"),
    MESSAGE_FALLS_BACK("outbox.claim.Postpone", "The original goes to delivery.fallback"),
    MESSAGE_UNDELIVERED("outbox.claim.Postpone", "Undelivered"),
    WORK_DONE("outbox.claim.SettleWork", "Done"),
    CLOCK_SET_BACK("outbox.duty.LookAtHeldWork", "The clock was set back"),
    SERVICES_TAKEN("receive.tenant.ReloadServices", "Serves {} services"),
    RESPONSE_HELD("respond.HoldResponse", "Held a response"),
    RETURN_HELD("respond.HoldReturn", "Held the rejection of a request that is not delivered in time"),
    LOST_ANSWER_SEARCHED("send.partner.ReadLost", "The answer to a request was lost"),
    REQUEST_HELD("send.request.HoldRequest", "Held a message to send"),
    LIST_DOWNLOAD_ENDED("trust.revocation.FetchLists", "A download that took too long was ended"),
    LIST_KEPT("trust.revocation.FetchLists", "Kept a revocation list from"),
    LIST_URL_TOO_LONG("trust.revocation.NeededLists", "A certificate names a revocation list by more than"),
    LIST_NOT_FETCHED("trust.revocation.NeededLists", "A revocation list is not fetched, since the gateway stops"),
    LISTS_NOT_LOOKED_AT("trust.revocation.RevocationConfiguration", "Revocation lists could not be checked");

    /** The code of what a library logs, or a route of the user's own. */
    static final String OTHER = "other";

    private static final String ROOT = "io.barsgateway.";
    private static final Map<String, List<LogEvent>> BY_CLASS =
            Stream.of(values()).collect(groupingBy(event -> event.name));

    private final String name;
    private final String beginning;

    /**
     * @param name of the class that logs it, below io.barsgateway
     * @param beginning of its template
     */
    LogEvent(String name, String beginning) {
        this.name = name;
        this.beginning = beginning;
    }

    /** In small letters, with hyphens. */
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How its line begins, up to its first value, for docs/operating.md. */
    String words() {
        return beginning;
    }

    /** The events that a line of that class with that template is; exactly one, unless it is not ours. */
    static List<LogEvent> of(String logger, String template) {
        return BY_CLASS.getOrDefault(logger.startsWith(ROOT) ? logger.substring(ROOT.length()) : "", List.of()).stream()
                .filter(event -> template.startsWith(event.beginning))
                .toList();
    }

    static String codeOf(String logger, @Nullable String template) {
        return of(logger, template == null ? "" : template).stream()
                .findFirst()
                .map(LogEvent::code)
                .orElse(OTHER);
    }
}
