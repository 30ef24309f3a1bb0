package io.barsgateway.cli.send;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.fhir.form.FhirJson;
import io.barsgateway.trust.keys.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The answers to what was sent, in the folder {@code sent} of a home with mode 0600: a Sender keeps them, since an update and a cancel
 * name what the Receiver named. Each stands under the reference of its case, of a booking under the id of its Appointment.
 */
record KeptAnswers(Path folder) {

    private static final Pattern NAME = Pattern.compile("[0-9A-Za-z-]{1,64}");

    /**
     * One of them.
     *
     * @param correlationId of its conversation, which a change keeps
     * @param answer the Bundle that the Receiver answered
     */
    record Kept(String correlationId, ObjectNode answer) {}

    void keep(String name, String correlationId, JsonNode answer) throws IOException {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        kept.put("correlationId", correlationId).set("answer", answer);
        PrivateFiles.makeFolder(folder);
        PrivateFiles.write(file(name), new String(FhirJson.write(kept), StandardCharsets.UTF_8));
    }

    /** @throws IllegalArgumentException in words, where none is kept under that name */
    Kept of(String name) throws IOException {
        if (!NAME.matcher(bare(name)).matches() || !Files.exists(file(name))) {
            throw new IllegalArgumentException("no answer about " + name + " is kept in " + folder
                    + ": an update or a cancel needs the reference (of a booking, the Appointment) that bars send printed,"
                    + " from the same home; for a case that this gateway sent, take short-update or short-cancel");
        }
        JsonNode kept = FhirJson.read(Files.readAllBytes(file(name)));
        return new Kept(kept.path("correlationId").asText(), (ObjectNode) kept.path("answer"));
    }

    private static String bare(String name) {
        return name.replaceFirst("^Appointment/", "");
    }

    /** However it was typed: read out on the telephone, a reference has no case and no dash. */
    private Path file(String name) {
        return folder.resolve(bare(name).replace("-", "").toUpperCase(Locale.ROOT) + ".json");
    }
}
