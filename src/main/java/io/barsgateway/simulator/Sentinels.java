package io.barsgateway.simulator;

import static java.util.Map.entry;

import io.barsgateway.fhir.fault.FaultCode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The published values by which the assurance tool's Receiver is told how to answer (docs/conformance.md, W8.2;
 * guide, TKW).
 */
final class Sentinels {

    /** Service that offers the least a slot answer may have. */
    static final String BARE_SLOTS = "1503499715";

    /** Service without a free slot. */
    static final String NO_SLOTS = "2000073917";

    /** Service whose MessageDefinitions nobody can read. */
    static final String BROKEN_DEFINITIONS = "2000071898";

    /** Patient whose bookings and referrals are remembered for each organisation that sends. */
    static final String REMEMBERED = "9707606312";

    /** Each service of the tool, and the use cases that it receives; empty for all. */
    static final Map<String, Set<String>> SERVICES = Map.ofEntries(
            entry("2000011147", Set.of()),
            entry("2000076289", Set.of("a1t1", "a2t1", "a3t1", "a5t1", "a6t1")),
            entry("1374839566", Set.of("a4t1")),
            entry("2000003366", Set.of("a4t1")),
            entry("2000070513", Set.of("a5t1")),
            entry("2000159909", Set.of("a6t1")),
            entry("2000072489", Set.of()),
            entry(NO_SLOTS, Set.of()),
            entry(BARE_SLOTS, Set.of()),
            entry("2000081230", Set.of()),
            entry("FAIL0401", Set.of()),
            entry("FAIL0404", Set.of()),
            entry(BROKEN_DEFINITIONS, Set.of()));

    private static final Map<String, FaultCode> DEFINITIONS =
            Map.of("FAIL0401", FaultCode.UNAUTHORIZED, "FAIL0404", FaultCode.NOT_FOUND);
    private static final Map<String, FaultCode> SLOTS = Map.of("2000081230", FaultCode.TIMEOUT);
    private static final Map<String, FaultCode> READS = Map.of(
            "ServiceRequest/61215702-0049-4d76-9807-2123f0a6ca15", FaultCode.METHOD_NOT_ALLOWED,
            "ServiceRequest/9d280ad9-6dda-46d2-a75e-f5b47b2f4e87", FaultCode.TOO_MANY_REQUESTS,
            "ServiceRequest/0b42eac3-0175-43c8-bbab-efaa8ca31ccf", FaultCode.TIMEOUT,
            "ServiceRequest/c337e8d8-fd5b-4a13-a8e4-0f6f4ac1bb1a", FaultCode.NOT_IMPLEMENTED,
            "Appointment/0d440c22-7f25-4c6c-905d-2213d197d02a", FaultCode.NOT_IMPLEMENTED);
    private static final Map<Kind, Map<String, FaultCode>> PATIENTS = Map.of(
            Kind.BOOKING,
            Map.of(
                    "9658499015", FaultCode.NOT_FOUND,
                    "9658499023", FaultCode.CONFLICT,
                    "9658499031", FaultCode.DIFFERS),
            Kind.REFERRAL,
            Map.of(
                    "9658499066", FaultCode.INVARIANT,
                    "9658499074", FaultCode.SERVER_ERROR),
            Kind.VALIDATION,
            Map.of(
                    "9658499015", FaultCode.NOT_FOUND,
                    "9658499112", FaultCode.CONFLICT,
                    "9658499120", FaultCode.DIFFERS,
                    "9658499139", FaultCode.UNAUTHORIZED),
            Kind.RESPONSE,
            Map.of("9658499171", FaultCode.UNAUTHORIZED));
    private static final Map<String, FarReply> REPLIES = Map.of(
            "9658499147", FarReply.FULL,
            "9658499155", FarReply.INTERIM,
            "9658499163", FarReply.MISSED_APPOINTMENT,
            "9658499171", FarReply.MISSED_APPOINTMENT);

    /** What a message is, as far as the tool tells messages apart. */
    enum Kind {
        BOOKING,
        REFERRAL,
        VALIDATION,
        RESPONSE
    }

    private Sentinels() {}

    /** How a message of that kind about that patient is refused. */
    static Optional<FaultCode> refusal(Kind kind, String nhsNumber) {
        return Optional.ofNullable(PATIENTS.getOrDefault(kind, Map.of()).get(nhsNumber));
    }

    /** How asking for that service's MessageDefinitions is refused. */
    static Optional<FaultCode> definitions(String service) {
        return Optional.ofNullable(DEFINITIONS.get(service));
    }

    /** How a search for that service's slots is refused. */
    static Optional<FaultCode> slots(String service) {
        return Optional.ofNullable(SLOTS.get(service));
    }

    /** How reading that resource, {@code Type/id}, is refused. */
    static Optional<FaultCode> read(String reference) {
        return Optional.ofNullable(READS.get(reference));
    }

    /** What the tool sends back later about a new request for that patient. */
    static Optional<FarReply> reply(String nhsNumber) {
        return Optional.ofNullable(REPLIES.get(nhsNumber));
    }
}
