package io.barsgateway.answer.read;

import io.barsgateway.fhir.Stated;
import io.barsgateway.fhir.Times;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import io.barsgateway.receive.service.Choice;
import io.barsgateway.receive.service.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a slot search asks for (docs/conformance.md, W2.10).
 *
 * @param statuses free, busy or both
 * @param includes those asked for that we know, in the spelling of the API
 * @param parameters as they are answered in Bundle.link: without includes that we do not know
 */
record SlotQuery(
        Set<String> statuses, Instant from, Instant to, Set<String> includes, Map<String, List<String>> parameters) {

    static final String SCHEDULE = "Slot:schedule";
    static final String SERVICE = "Schedule:actor:HealthcareService";
    static final String PRACTITIONER = "Schedule:actor:Practitioner";
    static final String ROLE = "Schedule:actor:PractitionerRole";
    static final String PROVIDER = "HealthcareService:providedBy";
    static final String LOCATION = "HealthcareService:location";
    static final String EVERYTHING = "Slot:*";

    private static final List<String> KNOWN =
            List.of(SCHEDULE, SERVICE, PRACTITIONER, ROLE, PROVIDER, LOCATION, EVERYTHING);
    private static final Set<String> STATUSES = Set.of("free", "busy");
    private static final String ACTOR = "Schedule.actor:HealthcareService";
    private static final Pattern START = Pattern.compile("(ge|le)(.+)");
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z][0-9A-Za-z.-]{0,63}");

    static SlotQuery of(Map<String, List<String>> asked, Tenant tenant, Duration widest) {
        SearchParameters query = new SearchParameters(asked);
        Set<String> statuses = Arrays.stream(query.required("status").split(",", -1))
                .map(String::strip)
                .collect(Collectors.toUnmodifiableSet());
        if (!STATUSES.containsAll(statuses)) {
            throw SearchParameters.value(
                    "status",
                    "is not free, busy or both, separated by a comma: " + Stated.value(String.join(",", statuses)));
        }
        List<String> starts = query.all("start");
        if (starts.size() != 2) {
            throw SearchParameters.required("start", "must be given twice, once with ge and once with le");
        }
        Instant from = start(starts, "ge");
        Instant to = start(starts, "le");
        if (to.isBefore(from)) {
            throw SearchParameters.value("start", "ends before it begins");
        }
        isFor(query.required(ACTOR), tenant);
        Set<String> includes = includes(query.all("_include"), tenant);
        if (Duration.between(from, to).compareTo(widest) > 0) {
            throw new Fault(FaultCode.TOO_COSTLY, "The parameter start spans more than " + widest.toDays() + " days");
        }
        Map<String, List<String>> answered = new TreeMap<>(asked);
        answered.keySet()
                .removeIf(name -> !Set.of("status", "start", ACTOR, "_format").contains(name));
        answered.put("_include", List.copyOf(includes));
        return new SlotQuery(statuses, from, to, includes, answered);
    }

    private static Instant start(List<String> starts, String comparison) {
        for (String start : starts) {
            Matcher parts = START.matcher(start.strip());
            if (parts.matches() && parts.group(1).equals(comparison)) {
                // A "+" that the client did not escape arrives as a space, and minutes of an offset may be left out
                String time = parts.group(2).replace(' ', '+').replaceFirst("([+-]\\d{2})$", "$1:00");
                return Times.parse(time)
                        .orElseThrow(() -> SearchParameters.value(
                                "start",
                                "is not a date and time with an offset, such as " + comparison
                                        + "2026-11-22T09:00:00%2B00:00"));
            }
        }
        throw SearchParameters.value("start", "must be given once with ge and once with le");
    }

    private static void isFor(String asked, Tenant tenant) {
        String id = asked.substring(asked.lastIndexOf('|') + 1);
        if (!ID.matcher(id).matches() || id.chars().noneMatch(Character::isDigit)) {
            throw SearchParameters.value(ACTOR, "is not a service id");
        }
        if (!id.equals(tenant.id().value())) {
            throw new Fault(
                    FaultCode.NOT_FOUND,
                    "The parameter " + ACTOR + " is not the service in NHSD-Target-Identifier: " + Stated.value(id));
        }
    }

    private static Set<String> includes(List<String> asked, Tenant tenant) {
        Set<String> known = new java.util.LinkedHashSet<>();
        for (String include : asked) {
            String normal = include.strip().replace("HealthcareService.", "HealthcareService:");
            KNOWN.stream().filter(normal::equals).forEach(known::add);
        }
        if (known.contains(EVERYTHING)) {
            known.add(SCHEDULE);
        }
        if (!known.contains(SCHEDULE) || !known.contains(SERVICE)) {
            throw SearchParameters.required("_include", "must name at least " + SCHEDULE + " and " + SERVICE);
        }
        if (tenant.reads(Choice.NEEDS_PRACTITIONER_INCLUDE) && !known.contains(PRACTITIONER)) {
            throw SearchParameters.required("_include", "must name " + PRACTITIONER);
        }
        return known;
    }
}
