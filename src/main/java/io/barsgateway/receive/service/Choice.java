package io.barsgateway.receive.service;

import static io.barsgateway.receive.service.ServicesProperties.Conformance.GUIDE;
import static io.barsgateway.receive.service.ServicesProperties.Conformance.TKW;

import io.barsgateway.receive.service.ServicesProperties.Conformance;
import java.util.Set;

/**
 * Where the sources of the standard differ, each with what the guide and the assurance tool make of it (docs/conformance.md, W8.6).
 * A service follows its {@code conformance}, unless its {@code reading} makes a single choice: {@code reading.early-versions: true}.
 */
public enum Choice {
    /** 400 for a use case that the service does not take (tool), else 422 (guide). */
    USE_CASE_IS_BAD_REQUEST(TKW),
    /** Takes element updates of 999-to-CAS referrals (tool), else 400 (guide). */
    REFERRAL_UPDATES(TKW),
    /** An unsolicited referral response is 200 and a validation response 400 (tool), else 404 (guide). */
    TAKES_UNSOLICITED(TKW),
    /** A malformed X- id on a validation request is invariant (tool), else value (guide). */
    MALFORMED_ID_IS_INVARIANT(TKW),
    /** An X-Request-Id with another body is 409 duplicate (tool), else 400 (guide). */
    OTHER_BODY_IS_DUPLICATE(TKW),
    /** destination.receiver must not name another organisation (guide). */
    CHECKS_ORGANISATION(GUIDE),
    /** The Sender's Encounter.id is echoed (guide). */
    KEEPS_ENCOUNTER_ID(GUIDE),
    /** Takes the versions 1.0.0, 1.0.0-beta and 1.1.0 whatever is declared (tool). */
    EARLY_VERSIONS(TKW),
    /** Takes NHS numbers that are not verified or traced (tool). */
    UNVERIFIED_NUMBERS(TKW),
    /** Refuses a contact without rank (tables); a published example has one. */
    RANKS_EVERY_CONTACT(),
    /** 422 for a cancel whose patient is another than held. */
    CANCEL_MUST_MATCH(GUIDE, TKW),
    /** A slot search must include Schedule:actor:Practitioner (tool). */
    NEEDS_PRACTITIONER_INCLUDE(TKW),
    /** A search without slots says so in an OperationOutcome entry (guide). */
    EXPLAINS_NO_SLOTS(GUIDE),
    /** Slot.schedule of a booking's answer is Schedule/id (tool). */
    SCHEDULE_BY_ID(TKW),
    /** Bundle.total of a slot search counts included resources too (examples). */
    COUNTS_ALL_ENTRIES(),
    /** A MessageDefinition has the older forms of the service id too (tool). */
    OLD_CONTEXTS(TKW),
    /** ServiceRequest.status in a full response is completed (tool), else active (guide). */
    FINAL_IS_COMPLETED(TKW),
    /** A rejection has its ServiceRequest revoked (tool), else our Encounter cancelled (guide). */
    REJECTION_IS_REVOKED(TKW),
    /** referraltopharmacy stands for a5t1 to a5t3, in a message and in a search for MessageDefinitions (tool). */
    OLD_PHARMACY_CODE(TKW),
    /** A validation request whose place cannot be found is 400 (tool), else taken with a warning (guide). */
    NEEDS_PLACE(TKW),
    /** Between ambulance services Encounter.status is triaged, finished or in-progress (tool), or CarePlan and Task make up for it (guide). */
    CHECKS_AMBULANCE_STATUS(TKW),
    /** A case between ambulance services may begin here with an update (tool), else that is 404 (guide). */
    UPDATE_OPENS_CASE(TKW),
    /** An entry of an update that is older than held is 409 even where it says the same (tool), else it changes nothing (guide). */
    OLDER_IS_CONFLICT(TKW),
    /** Wrong content is 400 even under an X-Request-Id that was accepted (tool), else the id decides first (guide). */
    CONTENT_BEFORE_DUPLICATE(TKW),
    /** The patient of an update or of a referral's cancel is compared with the one held (guide). */
    COMPARES_PATIENT(GUIDE),
    /** A booking's cancel states the very patient that was booked (tool), else one that is surely the same (guide). */
    BOOKING_CANCEL_IS_EXACT(TKW);

    private final Set<Conformance> readings;

    Choice(Conformance... readings) {
        this.readings = Set.of(readings);
    }

    /** Whether that reading of the standard makes this choice. */
    public boolean isOf(Conformance conformance) {
        return readings.contains(conformance);
    }
}
