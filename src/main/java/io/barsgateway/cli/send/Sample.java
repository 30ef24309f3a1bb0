package io.barsgateway.cli.send;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** What comes with the gateway to be sent by its name. Nobody in it is a real person. */
enum Sample {
    REFERRAL_REQUEST(Door.PROXY, false, "a referral from 111 to an emergency department (a1t1)"),
    SAFEGUARDING_REQUEST(Door.PROXY, false, "the same with a safeguarding concern"),
    VALIDATION_REQUEST(
            Door.PROXY,
            false,
            "a request to validate an ambulance call (a4t1); the local system of bars up answers it at once"),
    AMBULANCE_REQUEST(Door.PROXY, false, "a call for a crew, from one ambulance service to another (a6t2)"),
    BOOKING_REQUEST(Door.PROXY, false, "a booking of a slot (a1t1)"),
    UPDATE(Door.PROXY, true, "a validation or a call for a crew: the scene is not safe; other requests have no update"),
    CANCEL(Door.PROXY, true, "ends a referral, a validation, a call for a crew or a booking"),
    OUTCOME_INTERIM(Door.RESPONSES, true, "of a validation: a clinician has begun"),
    OUTCOME_FULL(Door.RESPONSES, true, "of a validation: it has ended, the ambulance is still needed"),
    OUTCOME_REJECTED(Door.RESPONSES, true, "of a validation or a call for a crew: it is not taken on"),
    OUTCOME_STATUS(Door.RESPONSES, true, "of a call for a crew: a crew is on its way"),
    OUTCOME_SAFEGUARDING_DNA(
            Door.RESPONSES, true, "of a referral with a safeguarding concern: the patient did not come"),
    SHORT_REFERRAL(Door.MESSAGES, false, "a referral (a1t1)"),
    SHORT_VALIDATION(Door.MESSAGES, false, "a validation request (a4t1)"),
    SHORT_AMBULANCE(Door.MESSAGES, false, "a call for a crew (a6t2)"),
    SHORT_BOOKING(Door.MESSAGES, false, "a booking (a1t1)"),
    SHORT_PHARMACY(Door.MESSAGES, false, "a referral to a pharmacy (a5t1)"),
    SHORT_BROKER(Door.MESSAGES, false, "a referral to a broker (a8t1)"),
    SHORT_UPDATE(Door.MESSAGES, true, "of a case that this gateway sent: the scene is not safe"),
    SHORT_CANCEL(Door.MESSAGES, true, "ends a case that this gateway sent");

    /** Stands in a file where the reference of a case belongs. */
    static final String REFERENCE = "REFERENCE";

    private final Door door;
    private final boolean aboutACase;
    private final String description;

    Sample(Door door, boolean aboutACase, String description) {
        this.door = door;
        this.aboutACase = aboutACase;
        this.description = description;
    }

    /** The one of that name, with or without {@code .json}. */
    static Optional<Sample> named(String name) {
        return Arrays.stream(values())
                .filter(sample -> sample.word().equals(name.replaceFirst("\\.json$", "")))
                .findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Sample::word).toList();
    }

    /** As it is written on the command line. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Door door() {
        return door;
    }

    /** Whether it needs the reference of a case that is there. */
    boolean isAboutACase() {
        return aboutACase;
    }

    /** Whether it is made out of the answer that its case had. */
    boolean isMadeOfAnAnswer() {
        return aboutACase && door == Door.PROXY;
    }

    String description() {
        return description;
    }

    /** As it is shipped; of a change of a case, the short description of the change. */
    byte[] bytes() {
        String file = isMadeOfAnAnswer() ? "short-" + word() : word();
        try (InputStream sample = Objects.requireNonNull(
                Sample.class.getResourceAsStream("/samples/" + file + ".json"), "the sample " + file)) {
            return sample.readAllBytes();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
