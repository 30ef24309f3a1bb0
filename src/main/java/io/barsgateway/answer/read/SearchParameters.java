package io.barsgateway.answer.read;

import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.fault.FaultCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parameters of a search: 400 required for one that is missing, 400 value for one that cannot be used. */
record SearchParameters(Map<String, List<String>> parameters) {

    List<String> all(String name) {
        List<String> values = parameters.getOrDefault(name, List.of()).stream()
                .filter(value -> !value.isBlank())
                .toList();
        if (values.stream().anyMatch(value -> value.chars().anyMatch(Character::isISOControl))) {
            // Nothing here has one, and the store could not even be asked
            throw value(name, "holds a control character");
        }
        return values;
    }

    /** The one value; refused where it is there twice. */
    Optional<String> one(String name) {
        List<String> values = all(name);
        if (values.size() > 1) {
            throw value(name, "must be given once");
        }
        return values.stream().findFirst().map(String::strip);
    }

    String required(String name) {
        return one(name).orElseThrow(() -> required(name, "is missing"));
    }

    static Fault required(String name, String why) {
        return new Fault(FaultCode.REQUIRED, "The parameter " + name + " " + why);
    }

    static Fault value(String name, String why) {
        return new Fault(FaultCode.VALUE, "The parameter " + name + " " + why);
    }
}
