package io.barsgateway.cli.operate;

import com.fasterxml.jackson.databind.JsonNode;
import io.barsgateway.cli.reach.Operator;
import io.barsgateway.fhir.form.FhirJson;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bars audit}: the record of who tried what. */
@Command(
        name = "audit",
        description = "The record of who tried what.",
        subcommands = {AuditCommand.Verify.class, AuditCommand.Show.class, AuditCommand.Export.class})
public final class AuditCommand {

    /** Exit 0 where the chain holds, 1 where it does not. */
    @Command(
            name = "verify",
            description = "Checks the chain of hashes; prints its head, to compare with one noted elsewhere.")
    static final class Verify implements Callable<Integer> {

        @Mixin
        private Operator operator = new Operator();

        @Override
        public Integer call() throws Exception {
            HttpResponse<String> found = operator.get("audit/verify");
            // A chain that does not hold is an answer, and a refusal is none
            operator.refuse(found);
            System.out.println(found.body());
            return found.statusCode() == 200 ? 0 : 1;
        }
    }

    /** Exit 0 where it has something about the case, else 1. */
    @Command(
            name = "show",
            description = {
                "Prints what the audit has about a case as a table: when, what, what came of it, who, from where, and details.",
                "Hashes and thumbprints are in the machine form: bars audit export --case REFERENCE."
            })
    static final class Show implements Callable<Integer> {

        @Mixin
        private Operator operator = new Operator();

        @Parameters(paramLabel = "REFERENCE", description = "Of the case, in any case and with or without the dash")
        private String reference = "";

        @Override
        public Integer call() throws Exception {
            HttpResponse<String> page = operator.get("audit?reference=" + encoded(reference));
            operator.refuse(page);
            List<JsonNode> events = page.body()
                    .lines()
                    .filter(line -> !line.isBlank())
                    .map(line -> FhirJson.read(line.getBytes(StandardCharsets.UTF_8)))
                    .toList();
            if (events.isEmpty()) {
                System.out.println("the audit has nothing about the case " + reference);
                return 1;
            }
            AuditText.table(events).forEach(System.out::println);
            AuditText.rest(events, reference).ifPresent(System.out::println);
            return 0;
        }
    }

    private static final String EVER = "1970-01-01T00:00:00Z";

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** AuditEvent resources, one a line. */
    @Command(name = "export", description = "Prints FHIR AuditEvent resources, one a line, to the last.")
    static final class Export implements Callable<Integer> {

        @Mixin
        private Operator operator = new Operator();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Option(names = "--since", description = "Instant, such as 2026-11-22T00:00:00Z; not beside --case")
        private String since = "";

        @Option(names = "--after", description = "Id of the last event that you have: only those behind it")
        private long after;

        @Option(
                names = "--case",
                paramLabel = "REFERENCE",
                description = "Only what is about this case, whenever it was")
        private String reference = "";

        @Override
        public Integer call() throws Exception {
            if (!since.isEmpty() && !reference.isEmpty()) {
                throw new ParameterException(
                        spec.commandLine(), "--since says nothing beside --case; leave one of them out");
            }
            String about = reference.isEmpty()
                    ? "&since=" + encoded(since.isEmpty() ? EVER : since)
                    : "&reference=" + encoded(reference);
            long last = after;
            List<String> events = page(last, about);
            while (!events.isEmpty()) {
                events.forEach(System.out::println);
                last = FhirJson.read(events.get(events.size() - 1).getBytes(StandardCharsets.UTF_8))
                        .path("id")
                        .asLong();
                events = page(last, about);
            }
            return 0;
        }

        private List<String> page(long from, String about) throws IOException, InterruptedException {
            HttpResponse<String> page = operator.get("audit?after=" + from + about);
            operator.refuse(page);
            if (page.statusCode() != 200) {
                throw new IllegalArgumentException("the gateway answered " + page.statusCode());
            }
            return page.body().lines().filter(line -> !line.isBlank()).toList();
        }
    }
}
