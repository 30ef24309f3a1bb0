package io.barsgateway.cli.operate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.cli.reach.Operator;
import io.barsgateway.fhir.form.FhirJson;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bars caller}: who may call. */
@Command(name = "caller", description = "Who may call.", subcommands = CallerCommand.Allow.class)
public final class CallerCommand {

    /** Break-glass: chain and address must hold all the same, and it ends by itself. */
    @Command(
            name = "allow",
            description =
                    "Lets one certificate in for a time although its name is unknown; audited, and an alarm meanwhile.")
    static final class Allow implements Callable<Integer> {

        @Mixin
        private Operator operator = new Operator();

        @Parameters(paramLabel = "THUMBPRINT", description = "SHA-256, as bars handshakes prints it")
        private String thumbprint = "";

        @Option(names = "--until", required = true, description = "How long, such as 24h; 7d at most")
        private String until = "";

        @Option(names = "--reason", required = true, description = "Why, for the audit")
        private String reason = "";

        @Override
        public Integer call() throws Exception {
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            body.put("thumbprint", thumbprint).put("lasts", until).put("reason", reason);
            HttpResponse<String> answer =
                    operator.post("callers", new String(FhirJson.write(body), StandardCharsets.UTF_8));
            operator.refuse(answer);
            System.out.println(answer.statusCode() == 200 ? "allowed for " + until : answer.body());
            return answer.statusCode() == 200 ? 0 : 1;
        }
    }
}
