package io.barsgateway.trust.keys;

import java.util.List;

/**
 * Where the gateway stands, and the public facts that come with it: who calls there, from which addresses, and where
 * the proxy and its token endpoint are (NHS pages Certificates and Onboarding). A named setting replaces a preset.
 */
public enum Environment {
    /** One machine: the simulator plays the far side, under a PKI made by {@code bars up}. */
    LOCAL(List.of("bars-proxy.local"), List.of("127.0.0.0/8", "::1"), "", ""),
    /** The public sandbox: canned answers, no calls to Receivers. */
    SANDBOX(
            List.of(),
            List.of(),
            "https://sandbox.api.service.nhs.uk/booking-and-referral/FHIR/R4",
            "https://sandbox.api.service.nhs.uk/oauth2/token"),
    /**
     * Integration, on the path to live (PTL). The proxy's names there have changed since the NHS page Certificates
     * was printed.
     */
    INT(
            List.of(
                    "int.api.service.nhs.uk",
                    "bars.dev.api.platform.nhs.uk",
                    "bars.int.api.platform.nhs.uk",
                    "bars.ref.api.platform.nhs.uk"),
            List.of("35.197.254.55", "35.246.55.143"),
            "https://int.api.service.nhs.uk/booking-and-referral/FHIR/R4",
            "https://int.api.service.nhs.uk/oauth2/token"),
    /** Production. */
    PROD(
            List.of("bars-proxy.spineservices.nhs.uk"),
            List.of("34.89.0.111", "34.89.69.6"),
            "https://api.service.nhs.uk/booking-and-referral/FHIR/R4",
            "https://api.service.nhs.uk/oauth2/token");

    private final List<String> callerNames;
    private final List<String> callerAddresses;
    private final String api;
    private final String tokenUrl;

    Environment(List<String> callerNames, List<String> callerAddresses, String api, String tokenUrl) {
        this.callerNames = callerNames;
        this.callerAddresses = callerAddresses;
        this.api = api;
        this.tokenUrl = tokenUrl;
    }

    /** Whether it is for trials on one machine, without patients: some doors may then stand open on loopback. */
    public boolean isForTrials() {
        return this == LOCAL || this == SANDBOX;
    }

    /** Names that the proxy's client certificate may bear. */
    public List<String> callerNames() {
        return callerNames;
    }

    /** Addresses, or CIDR ranges, that the proxy calls from. */
    public List<String> callerAddresses() {
        return callerAddresses;
    }

    /** Base URL of the BaRS API; empty in {@code local}. */
    public String api() {
        return api;
    }

    /** API-M token endpoint, which is also the audience of our assertions; empty in {@code local}. */
    public String tokenUrl() {
        return tokenUrl;
    }
}
