package io.barsgateway.cli.operate;

import io.barsgateway.cli.reach.Operator;
import java.net.http.HttpResponse;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code bars audit}: the record of who tried what. */
@Command(
        name = "audit",
        description = "The record of who tried what.",
        subcommands = {AuditCommand.Verify.class, AuditCommand.Export.class})
public final class AuditCommand implements Runnable {

    @Override
    public void run() {
        throw new ParameterException(new CommandLine(this), "Name a command");
    }

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

    /** AuditEvent resources, one a line. */
    @Command(name = "export", description = "Prints a page of FHIR AuditEvent resources, one a line.")
    static final class Export implements Callable<Integer> {

        @Mixin
        private Operator operator = new Operator();

        @Option(names = "--since", description = "Instant, such as 2026-11-22T00:00:00Z")
        private String since = "1970-01-01T00:00:00Z";

        @Option(names = "--after", description = "Last id of the page before")
        private long after;

        @Override
        public Integer call() throws Exception {
            HttpResponse<String> page = operator.get("audit?since=" + since + "&after=" + after);
            operator.refuse(page);
            System.out.print(page.body());
            return page.statusCode() == 200 ? 0 : 1;
        }
    }
}
