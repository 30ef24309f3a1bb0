package io.barsgateway.fhir;

import java.util.Locale;

/** The code and identifier systems of BaRS that the gateway reads or writes (BaRS FHIR package, CodeSystems). */
public final class Systems {

    public static final String SERVICE_ID = "https://fhir.nhs.uk/Id/dos-service-id";
    public static final String ODS = "https://fhir.nhs.uk/Id/ods-organization-code";
    public static final String NHS_NUMBER = "https://fhir.nhs.uk/Id/nhs-number";
    public static final String EVENTS = "https://fhir.nhs.uk/CodeSystem/message-events-bars";
    public static final String REASONS = "https://fhir.nhs.uk/CodeSystem/message-reason-bars";
    public static final String MESSAGE_CATEGORY = "https://fhir.nhs.uk/CodeSystem/message-category-servicerequest";
    public static final String USE_CASES = "https://fhir.nhs.uk/CodeSystem/usecases-categories-bars";
    public static final String SERVICE_CATEGORY = "http://terminology.hl7.org/CodeSystem/service-category";
    public static final String ENCOUNTER_REASON = "https://fhir.nhs.uk/CodeSystem/message-reason-encounter";
    public static final String ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
    public static final String CONSENT_CATEGORY = "https://fhir.nhs.uk/CodeSystem/consent-categories-bars";
    public static final String FLAG_CATEGORY = "https://fhir.nhs.uk/CodeSystem/flag-categories-bars";
    public static final String LOCATION_TYPES = "https://fhir.nhs.uk/CodeSystem/location-types-bars";
    public static final String SCENE_SAFETY = "https://fhir.nhs.uk/CodeSystem/scene-safety-codes-bars";
    public static final String CONTACT_RANK =
            "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-ContactRank";
    public static final String DEFINITIONS = "https://fhir.nhs.uk/MessageDefinition/";

    private Systems() {}

    /** Whether two system URIs mean one: the same but for http or https and case, in which the sources differ. */
    public static boolean same(String one, String other) {
        return normal(one).equals(normal(other));
    }

    /** One spelling for all that are the {@link #same}. */
    public static String normal(String system) {
        String lower = system.strip().toLowerCase(Locale.ROOT);
        return lower.startsWith("http://") ? "https://" + lower.substring("http://".length()) : lower;
    }
}
