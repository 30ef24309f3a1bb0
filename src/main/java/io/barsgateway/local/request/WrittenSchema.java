package io.barsgateway.local.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.barsgateway.fhir.fault.Fault;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.local.Objection;
import io.barsgateway.local.Objection.Problem;
import io.barsgateway.receive.Request;
import java.util.List;

/** A published JSON schema that a body of the local side is held to. */
public final class WrittenSchema {

    private final JsonSchema schema;

    private WrittenSchema(JsonSchema schema) {
        this.schema = schema;
    }

    /** The schema {@code /bars/NAME.schema.json} of the jar. */
    public static WrittenSchema of(String name) {
        return at(name, "");
    }

    /** A part of it, such as {@code /$defs/retry}. */
    public static WrittenSchema at(String name, String part) {
        return new WrittenSchema(JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(SchemaLocation.of("classpath:bars/" + name + ".schema.json#" + part)));
    }

    /** The body as JSON. 400 where it is none, or with each field that does not meet the schema. */
    public JsonNode read(Request request) {
        JsonNode body = parsed(request);
        check(body);
        return body;
    }

    /** The body as JSON, whatever it holds; 400 where it is none. */
    public static JsonNode parsed(Request request) {
        try {
            return FhirJson.read(request.body().bytes());
        } catch (Fault e) {
            throw new Objection(400, "$", e.diagnostics());
        }
    }

    /** 400 with each field that does not meet it. */
    public void check(JsonNode body) {
        List<Problem> problems = schema.validate(body).stream()
                .map(found -> new Problem(
                        found.getInstanceLocation() + (found.getProperty() == null ? "" : "." + found.getProperty()),
                        // The validator's words quote the schema, never the body
                        String.valueOf(found.getMessage()).replaceFirst("^\\$[^:]*: ", "")))
                .distinct()
                .toList();
        if (!problems.isEmpty()) {
            throw new Objection(400, problems);
        }
    }
}
