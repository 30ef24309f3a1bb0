package io.barsgateway.answer.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.cases.SearchCases;
import io.barsgateway.fhir.Systems;
import io.barsgateway.fhir.identity.PatientIdentity;
import io.barsgateway.receive.Request;
import io.barsgateway.receive.service.Tenant;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Variable;
import org.springframework.stereotype.Component;

/**
 * GET /Appointment and /ServiceRequest: those of a patient, by NHS number or by name, birth date and postcode
 * together, or the
 * one with a business identifier (docs/conformance.md, W2.11).
 */
@Component
public final class FindResources {

    private static final String PATIENT = "patient:identifier";
    private static final String NAME = "patient:name";
    private static final String BIRTH_DATE = "patient:birthdate";
    private static final String POSTCODE = "patient:address-postalcode";
    private static final Pattern NHS_NUMBER = Pattern.compile("\\d{10}");
    private static final Pattern ISO = Pattern.compile("(?:eq)?(\\d{4}-\\d{2}-\\d{2})");
    private static final Pattern BRITISH = Pattern.compile("(?:eq)?(\\d{2})/(\\d{2})/(\\d{4})");

    private final SearchCases cases;
    private final Clock clock;

    FindResources(SearchCases cases, Clock clock) {
        this.cases = cases;
        this.clock = clock;
    }

    public ObjectNode find(@Variable("request") Request request, @Variable("tenant") Tenant tenant) {
        String type = request.path().substring(1);
        List<ObjectNode> found = find(new SearchParameters(request.query()), tenant, type);
        Searchset answer = new Searchset(type, request.query(), found.size(), clock.instant());
        found.forEach(resource -> answer.add("match", resource));
        return answer.bundle();
    }

    private List<ObjectNode> find(SearchParameters query, Tenant tenant, String type) {
        Optional<String> patient = query.one(PATIENT);
        if (patient.isPresent()) {
            return cases.byNhsNumber(tenant.id(), type, number(patient.get()));
        }
        Optional<String> identifier = query.one(type + ".identifier").or(() -> query.one("identifier"));
        if (identifier.isPresent()) {
            String[] token = identifier.get().split("\\|", 2);
            return cases.byIdentifier(tenant.id(), type, token.length == 2 ? token[0] : null, token[token.length - 1]);
        }
        if (query.one(NAME).isEmpty()
                && query.one(BIRTH_DATE).isEmpty()
                && query.one(POSTCODE).isEmpty()) {
            throw SearchParameters.required(
                    PATIENT, "is missing, and so are the patient's name, birthdate and postcode");
        }
        List<String> names = PatientIdentity.words(Optional.of(query.required(NAME)));
        return cases.byPerson(
                tenant.id(),
                type,
                names,
                birthDate(query.required(BIRTH_DATE)),
                PatientIdentity.normalPostcode(query.required(POSTCODE)));
    }

    private static String number(String token) {
        int bar = token.indexOf('|');
        String system = bar < 0 ? Systems.NHS_NUMBER : token.substring(0, bar);
        String number = token.substring(bar + 1).replace(" ", "");
        if (!Systems.same(system, Systems.NHS_NUMBER)
                || !NHS_NUMBER.matcher(number).matches()) {
            throw SearchParameters.value(PATIENT, "is not " + Systems.NHS_NUMBER + "| and ten digits");
        }
        return number;
    }

    /** As FHIR has it, or as the API's own example has it. */
    private static String birthDate(String text) {
        Matcher iso = ISO.matcher(text);
        if (iso.matches()) {
            return iso.group(1);
        }
        Matcher british = BRITISH.matcher(text);
        if (british.matches()) {
            return british.group(3) + "-" + british.group(2) + "-" + british.group(1);
        }
        throw SearchParameters.value(BIRTH_DATE, "is not a date, such as 1995-01-20");
    }
}
