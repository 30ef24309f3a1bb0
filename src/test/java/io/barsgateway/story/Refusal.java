package io.barsgateway.story;

import io.barsgateway.fhir.fault.FaultCode;
import java.util.Arrays;
import java.util.Optional;

/** Why a message may be refused: what the standard asks for, in our own words, and where it says so. */
enum Refusal {
    NO_RESOURCE(
            FaultCode.INVALID,
            "Bundle.entry\\[\\d+].resource is missing",
            "Each entry of a message holds a resource",
            "FHIR R4, Bundle, bdl-5"),
    NO_MESSAGE(
            FaultCode.INVALID,
            "Bundle.type .*",
            "What is processed is a Bundle of type message",
            "guide, process-message"),
    NO_ID(
            FaultCode.INVARIANT,
            "Bundle.id .*",
            "A message has a Bundle.id, since a response names it",
            "guide, Message-Headers"),
    NO_VERSION(
            FaultCode.INVARIANT,
            "Bundle.meta.versionId .*",
            "A message without the version of its Application is rejected",
            "guide, Bundle-Processing"),
    HEADER_NOT_FIRST(
            FaultCode.INVARIANT,
            "Bundle.entry: The first entry, .*",
            "The first entry of a message is its MessageHeader",
            "FHIR R4, Bundle, bdl-12"),
    EVENT(
            FaultCode.INVARIANT,
            "MessageHeader.eventCoding .*",
            "An event that is not in the matrix is rejected",
            "guide, Bundle-Processing"),
    REASON(
            FaultCode.INVARIANT,
            "MessageHeader.reason .*",
            "A reason that is not in the matrix is rejected",
            "guide, Bundle-Processing"),
    DESTINATION(
            FaultCode.INVARIANT,
            "MessageHeader.destination.endpoint .*",
            "The message says itself which service it is for",
            "guide, Message-Headers"),
    SOURCE(
            FaultCode.INVARIANT,
            "MessageHeader.source.endpoint .*",
            "The message says where responses to it go",
            "guide, Message-Headers"),
    DEFINITION(
            FaultCode.INVARIANT,
            "MessageHeader.definition .*",
            "A definition that is named is that of the event, reason and status",
            "guide, Message-Headers"),
    FULL_URL(
            FaultCode.INVARIANT,
            "Each Bundle.entry must have a fullUrl of its own.*",
            "Each entry has a fullUrl of its own, by which updates know it",
            "FHIR R4, Bundle, bdl-7; guide, Updates"),
    SENDER_AND_RECEIVER(
            FaultCode.INVARIANT,
            "MessageHeader.sender and destination.receiver .*",
            "Sender and receiver are Organizations of the Bundle",
            "guide, Message-Headers"),
    FOCUS(
            FaultCode.INVARIANT,
            "MessageHeader.focus .*",
            "The focus is the ServiceRequest or the Appointment, of a response the Encounter",
            "guide, Message-Headers"),
    USE_CASE(
            FaultCode.INVARIANT,
            "(ServiceRequest.category|Appointment.serviceCategory): The use-case category .*",
            "The category says the use case, by which the workflow is known",
            "guide, Bundle-Processing"),
    WORKFLOW(
            FaultCode.INVARIANT,
            "No workflow has this event.*",
            "A combination of event, reason, category and statuses that is not in the matrix is rejected",
            "guide, Bundle-Processing"),
    COUNT(
            FaultCode.INVARIANT,
            "Bundle.entry: It holds .*",
            "A message holds what its MessageDefinition asks for",
            "guide, MessageDefinition"),
    FOLLOWED(
            FaultCode.INVARIANT,
            "[A-Za-z\\d.\\[\\]]+ urn:uuid:\\S* names no entry of the Bundle",
            "What the workflow follows is in the Bundle",
            "FHIR R4, Bundle, references; guide, Applications"),
    CONTACT(
            FaultCode.INVARIANT,
            "Exactly one Patient.contact .*",
            "One contact is the first to be called back",
            "guide, Patient: contact rank"),
    CONSENT(
            FaultCode.INVARIANT,
            "Consent.category must be DRC.*",
            "The consent is that to direct care",
            "guide, Consent"),
    NHS_NUMBER(
            FaultCode.INVARIANT,
            "Patient.identifier: An NHS number must be verified.*",
            "An NHS number is verified or traced, or is left out",
            "guide, Patient: NHS number"),
    BROKER_NUMBER(
            FaultCode.INVARIANT,
            "Patient.identifier: This use case needs .*",
            "A broker is given a verified NHS number",
            "guide, Application 8"),
    BROKER(
            FaultCode.INVARIANT,
            "ServiceRequest.performer must be the broker's Device.*",
            "What is sent to a broker is performed by its Device",
            "guide, Application 8"),
    BREACH_TIME(
            FaultCode.INVARIANT,
            "ServiceRequest.occurrencePeriod .*",
            "A validation request says until when it must be validated",
            "guide, Application 4"),
    SCENE(
            FaultCode.INVARIANT,
            "Flag.category: Exactly one Flag .*",
            "A validation request says whether the scene is safe",
            "guide, Application 4"),
    PLACE(
            FaultCode.INVARIANT,
            "Location.*must say where.*",
            "Who is sent out is told where to",
            "guide, Applications 4 and 6"),
    HELP(
            FaultCode.INVARIANT,
            "ServiceRequest.category.text .*",
            "A call for help says what help",
            "guide, Application 6"),
    TASK_AND_CONDITION(
            FaultCode.INVARIANT,
            "Bundle.entry: This use case needs a (Task|Condition), and there is none",
            "A referral to a pharmacy has a Task and a Condition",
            "guide, Application 5"),
    SLOT(
            FaultCode.INVARIANT,
            "Appointment.slot must name .*",
            "A booking names the slot that it takes",
            "guide, Application 1"),
    ANSWERS_NOTHING(
            FaultCode.INVARIANT,
            "MessageHeader.response.identifier (is missing|names no request .*)",
            "A response names the request that it answers",
            "guide, Bundle-Processing"),
    ANSWERS_UNKNOWN(
            FaultCode.NOT_FOUND,
            "MessageHeader.response.identifier names no request .*",
            "A response to what is not known is not found",
            "guide, Bundle-Processing"),
    UNKNOWN_CASE(
            FaultCode.NOT_FOUND,
            "(ServiceRequest|Appointment).id .*: no case of this service has that id.*",
            "An update or a cancel names its case by the id that the Receiver gave",
            "guide, Cancellation"),
    RENAMED(
            FaultCode.INVARIANT,
            "Bundle.entry.fullUrl of the .*",
            "An update keeps the fullUrl of what it updates",
            "guide, Updates"),
    STALE(
            FaultCode.CONFLICT,
            "[A-Za-z]+.meta.lastUpdated .* is older than .*",
            "What is older than what is held does not overwrite it",
            "guide, Bundle-Processing; LastUpdatedDate"),
    ANOTHER_PATIENT(
            FaultCode.DIFFERS,
            "Patient.*",
            "An update or a cancel is about the patient of its case",
            "guide, Cancellation"),
    ANOTHER_BOOKING(
            FaultCode.DIFFERS,
            "(Appointment|HealthcareService).* is another than was booked; .*",
            "A cancel states what was booked",
            "guide, Cancellation");

    private final FaultCode code;
    private final String diagnostics;
    private final String sentence;
    private final String source;

    Refusal(FaultCode code, String diagnostics, String sentence, String source) {
        this.code = code;
        this.diagnostics = diagnostics;
        this.sentence = sentence;
        this.source = source;
    }

    static Optional<Refusal> of(int status, String issue, String diagnostics) {
        return Arrays.stream(values())
                .filter(refusal -> refusal.code.status() == status
                        && refusal.code.issueType().equals(issue)
                        && diagnostics.matches(refusal.diagnostics))
                .findFirst();
    }

    String sentence() {
        return sentence;
    }

    String source() {
        return source;
    }
}
