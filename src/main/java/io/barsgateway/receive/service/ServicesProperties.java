package io.barsgateway.receive.service;

import io.barsgateway.fhir.Systems;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The services that this gateway receives for; without any, every message is 404.
 *
 * @param services one entry for each service id in the Endpoint Catalogue
 */
@ConfigurationProperties("bars")
public record ServicesProperties(@DefaultValue List<Declared> services) {

    private static final int LONGEST_CONTACT = 100;

    public ServicesProperties {
        services = List.copyOf(services);
        Set<String> ids = new HashSet<>();
        for (Declared service : services) {
            if (!ids.add(Systems.normal(service.system()) + "|" + service.id())) {
                throw new IllegalArgumentException("bars.services names the service " + service.id() + " twice");
            }
        }
    }

    /** The services, in the order of the settings. */
    public List<Tenant> tenants() {
        return services.stream().map(Tenant::of).toList();
    }

    /**
     * One service.
     *
     * @param id value of its service id, such as a DoS service id
     * @param system system of its service id
     * @param odsCode of the organisation; where named, destination.receiver must not name another, and what the service sends goes
     *     out under it; absent, bars.sender.ods-code
     * @param organisation name that goes with it in NHSD-End-User-Organisation; absent, bars.sender.organisation
     * @param name shown in the CapabilityStatement and in logs
     * @param contact whom to ring when its messages cannot be delivered, such as "Ward B, 01632 960100"; at most 100 characters of
     *     one line, shown to operators with what waits for it, never sent to anybody
     * @param useCases codes of usecases-categories-bars, or all
     * @param versions Application versions in Bundle.meta.versionId, or all
     * @param delivery where its messages are handed on to
     * @param conformance guide, or tkw: whose reading holds where the guide and the assurance tool differ
     * @param reading single choices that stand above conformance, each true or false
     * @param accept who is asked before an answer
     * @param confirm where the local system decides what is confirmed first
     * @param slots none, diary: what its diary files say, or generated: a demonstration
     * @param diary FHIR or CSV files of schedules and slots
     * @param refuses ODS codes in NHSD-End-User-Organisation that it takes nothing from (401)
     * @param profiles off, advise or enforce: validation against bars.profiles.definitions
     */
    public record Declared(
            @DefaultValue("") String id,
            @DefaultValue(Systems.SERVICE_ID) String system,
            @Nullable String odsCode,
            @DefaultValue("") String organisation,
            @DefaultValue("") String name,
            @DefaultValue("") String contact,
            @DefaultValue List<String> useCases,
            @DefaultValue List<String> versions,
            @DefaultValue Handover delivery,
            @DefaultValue("guide") Conformance conformance,
            @DefaultValue Map<Choice, Boolean> reading,
            @DefaultValue Ways accept,
            @DefaultValue Confirmation confirm,
            @DefaultValue("none") Slots slots,
            @DefaultValue List<Path> diary,
            @DefaultValue List<String> refuses,
            @DefaultValue("off") ProfileCheck profiles) {

        public Declared {
            useCases = List.copyOf(useCases);
            versions = List.copyOf(versions);
            diary = List.copyOf(diary);
            refuses = List.copyOf(refuses);
            reading = Map.copyOf(reading);
            if (id.isBlank()) {
                throw new IllegalArgumentException("bars.services has an entry without an id");
            }
            if (contact.length() > LONGEST_CONTACT || contact.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("bars.services of " + id + " has a contact that is longer than "
                        + LONGEST_CONTACT + " characters, or of several lines");
            }
            if (useCases.isEmpty() || versions.isEmpty()) {
                throw new IllegalArgumentException(
                        "bars.services of " + id + " must name its use-cases and its versions, or [all]");
            }
            if (!confirm.isPossible() && accept.asksLocalSystem()) {
                throw new IllegalArgumentException("bars.services of " + id
                        + " confirms first and names neither a confirm.url nor a confirm.route to ask");
            }
            DestinationRules.check(
                    "bars.services of " + id + " delivery", delivery.url(), delivery.route(), delivery.auth());
            DestinationRules.check(
                    "bars.services of " + id + " confirm", confirm.url(), confirm.route(), confirm.auth());
            if (slots == Slots.DIARY && diary.isEmpty()) {
                throw new IllegalArgumentException("bars.services of " + id + " has slots: diary and no diary files");
            }
        }
    }

    /** Whose reading of the standard holds. */
    public enum Conformance {
        GUIDE,
        TKW
    }

    /** What comes of findings against FHIR profiles. */
    public enum ProfileCheck {
        /** Nothing is validated. */
        OFF,
        /** They are logged. */
        ADVISE,
        /** They are 400 invariant. */
        ENFORCE
    }

    /** Where a service's slots come from. */
    public enum Slots {
        /** It offers none: GET /Slot is 501. */
        NONE,
        DIARY,
        /** Every 15 minutes of the next seven days but 03:00-04:00; never in production. */
        GENERATED
    }

    /**
     * Where to, and how.
     *
     * @param url that messages are posted to; absent, and without a route, bars.delivery.url holds
     * @param route where a route of your own begins that takes the messages in place of a URL, such as {@code direct:pas}
     * @param auth what shows the local system who we are
     * @param format original: the message byte for byte; view: a small JSON of it
     * @param mapping JSONata file in the routes folder, such as {@code local/pas.jsonata}, that makes JSON of one's own of what
     *     {@code format} says (docs/mapping.md); absent, that is posted as it is
     * @param fallback URL that the original of a message is posted to where no view of it can be made, or its mapping fails; absent,
     *     it is set aside
     * @param duplicate 409 where that answer means that the local system has the message already; absent, 409 is tried again
     * @param atOnce deliveries at once; absent, bars.delivery.at-once
     * @param giveUpAfter age after which a failure sets a message aside; absent, bars.retry.give-up-after
     * @param onUndeliverable what becomes of a validation request that cannot have reached the local system in time
     * @param returnBefore how long before it is due such a request is returned
     */
    public record Handover(
            @Nullable URI url,
            @Nullable String route,
            @DefaultValue Authentication auth,
            @DefaultValue("original") DeliveryFormat format,
            @Nullable String mapping,
            @Nullable URI fallback,
            @Nullable Integer duplicate,
            @Nullable Integer atOnce,
            @Nullable Duration giveUpAfter,
            @DefaultValue("keep") Undeliverable onUndeliverable,
            @DefaultValue("10m") Duration returnBefore) {

        private static final int CONFLICT = 409;

        public Handover {
            if (duplicate != null && duplicate != CONFLICT) {
                throw new IllegalArgumentException("delivery.duplicate of a service can be 409 only, or absent");
            }
            if (atOnce != null && atOnce < 1) {
                throw new IllegalArgumentException("delivery.at-once of a service must be 1 or more");
            }
            if (giveUpAfter != null && (giveUpAfter.isZero() || giveUpAfter.isNegative())) {
                throw new IllegalArgumentException("delivery.give-up-after of a service must be positive");
            }
            if (returnBefore.isNegative()) {
                throw new IllegalArgumentException("delivery.return-before of a service must not be negative");
            }
        }

        /** Whether 409 means that the local system has the message already. */
        public boolean conflictIsDuplicate() {
            return duplicate != null;
        }
    }

    /** What becomes of a validation request that could not be delivered in time. */
    public enum Undeliverable {
        /** It is tried on, under an alarm. */
        KEEP,
        /** Its Requester hears that it is rejected, if no attempt can have arrived and nothing else of its case is held. */
        RETURN
    }

    /** How a local system is told. */
    public enum DeliveryFormat {
        ORIGINAL,
        VIEW
    }

    /**
     * Where the local system decides.
     *
     * @param url asked inside the deadline: 2xx takes the message, 409 and 422 refuse it; absent, and without a route, nothing is asked
     * @param route where a route of your own begins that is asked in place of a URL, such as {@code direct:pas-decide}
     * @param auth what shows the local system who we are
     * @param atOnce questions that it is asked at the same time; one more message is 503, and its Sender tries again
     */
    public record Confirmation(
            @Nullable URI url,
            @Nullable String route,
            @DefaultValue Authentication auth,
            @DefaultValue("4") int atOnce) {

        public Confirmation {
            if (atOnce < 1) {
                throw new IllegalArgumentException("bars.services confirm.at-once must be 1 or more");
            }
        }

        /** Whether there is anybody to ask. */
        public boolean isPossible() {
            return url != null || route != null;
        }
    }

    /** When an answer is given. */
    public enum Way {
        /** Held durably, answered, delivered afterwards. */
        ACCEPT_FIRST,
        /** Decided first, by the slot diary or the local system, inside the deadline. */
        CONFIRM_FIRST
    }

    /**
     * When each kind of message is answered. A booking is confirmed first: one that nobody can decide, without a diary and without
     * {@code confirm.url}, is 422 unless {@code new-booking} is accept-first, which takes it unseen.
     *
     * @param newReferral new referrals and validation requests
     * @param update of a referral or validation
     * @param cancel of a referral or validation
     * @param newBooking new bookings
     * @param cancelBooking cancelled bookings
     */
    public record Ways(
            @DefaultValue("accept-first") Way newReferral,
            @DefaultValue("accept-first") Way update,
            @DefaultValue("accept-first") Way cancel,
            @DefaultValue("confirm-first") Way newBooking,
            @DefaultValue("accept-first") Way cancelBooking) {

        boolean asksLocalSystem() {
            return List.of(newReferral, update, cancel, cancelBooking).contains(Way.CONFIRM_FIRST);
        }
    }
}
