package io.barsgateway.trust.keys;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name of an endpoint as the NHS wants it (NHS pages Onboarding and Connect as a receiver): in nhs.uk, equal to
 * the CN of its
 * certificate, by convention {@code BaRS-INT-ODS.Supplier.thirdparty.nhs.uk}.
 */
public record EndpointName(String name) {

    /** Who runs the software. */
    public enum Hosting {
        /** One installation of a supplier for several organisations. */
        SUPPLIER,
        /** The provider's own. */
        PROVIDER
    }

    private static final int LONGEST = 64;
    private static final Pattern DNS = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

    /**
     * The conventional name.
     *
     * @param setting tells several endpoints of one organisation apart; empty for one
     */
    public static EndpointName of(
            Environment environment, String odsCode, String organisation, Hosting hosting, String setting) {
        String label = "BaRS-" + (environment == Environment.PROD ? "PROD" : "INT") + "-"
                + odsCode.toUpperCase(Locale.ROOT) + (setting.isEmpty() ? "" : "-" + setting);
        String middle = hosting == Hosting.SUPPLIER ? ".thirdparty" : "";
        return new EndpointName(label + "." + organisation + middle + ".nhs.uk");
    }

    /** What makes it unusable; empty where it can be asked for. */
    public List<String> errors() {
        List<String> errors = new ArrayList<>();
        if (!name.toLowerCase(Locale.ROOT).endsWith(".nhs.uk")) {
            errors.add(
                    "the FQDN must be in the .nhs.uk domain: certificates are issued for no other (NHS page Onboarding)");
        }
        for (String label : name.split("\\.", -1)) {
            if (!DNS.matcher(label).matches()) {
                errors.add("\"" + label + "\" is not a DNS label: letters, digits and hyphens, 63 at most");
            }
        }
        if (name.length() > LONGEST) {
            errors.add("a common name holds 64 characters at most; this has " + name.length());
        }
        return errors;
    }

    /** What departs from the convention of that environment; the NHS may accept it all the same. */
    public List<String> warnings(Environment environment) {
        String prefix = environment == Environment.PROD ? "bars-prod-" : "bars-int-";
        return name.toLowerCase(Locale.ROOT)
                        .matches(prefix + "[a-z0-9]{2,8}(-[a-z0-9-]+)?\\.[a-z0-9-]+(\\.thirdparty)?\\.nhs\\.uk")
                ? List.of()
                : List.of(
                        "it departs from the convention " + (environment == Environment.PROD ? "BaRS-PROD" : "BaRS-INT")
                                + "-<ODS code>.<Supplier name>.thirdparty.nhs.uk (NHS page Onboarding)");
    }
}
