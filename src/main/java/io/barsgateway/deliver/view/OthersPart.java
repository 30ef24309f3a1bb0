package io.barsgateway.deliver.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;

/**
 * {@code otherPractitioners} and {@code otherOrganisations}: those that no other part of the view has shown, so it is written last. Senders name
 * people whom no reference of the message leads to, in a response the clinician who answers.
 */
final class OthersPart implements ViewPart {

    private final Entries entries;
    private final Particulars particulars;

    OthersPart(Entries entries, Particulars particulars) {
        this.entries = entries;
        this.particulars = particulars;
    }

    @Override
    public void write(ObjectNode view) {
        ArrayNode practitioners = ViewWriter.objects(entries.others(Practitioner.class), particulars::person);
        practitioners.addAll(ViewWriter.objects(entries.others(PractitionerRole.class), particulars::person));
        view.set("otherPractitioners", practitioners);
        view.set(
                "otherOrganisations",
                ViewWriter.objects(entries.others(Organization.class), particulars::organisation));
    }
}
