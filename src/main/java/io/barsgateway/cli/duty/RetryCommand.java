package io.barsgateway.cli.duty;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barsgateway.cli.reach.Operator;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bars retry}: tries work again. */
@Command(
        name = "retry",
        description = {
            "Has work tried again at once: one piece, all of a case, or all that a filter finds.",
            "The message itself is never changed. Exit 0 where everything goes, else 1."
        })
public final class RetryCommand implements Callable<Integer> {

    @Mixin
    private Operator operator = new Operator();

    @Mixin
    private Selection selection = new Selection();

    @Option(names = "--dry-run", description = "Says what would be tried, and changes nothing")
    private boolean dryRun;

    @Option(names = "--reason", description = "Why, for the audit; nothing of a patient")
    private Optional<String> reason = Optional.empty();

    @Override
    public Integer call() throws Exception {
        ObjectNode more = JsonNodeFactory.instance.objectNode();
        reason.ifPresent(text -> more.put("reason", text));
        if (dryRun) {
            more.put("dryRun", true);
        }
        return selection.ask(
                operator,
                "work/retry",
                more,
                dryRun ? "would be tried" : "is tried now (bars find says what came of it)");
    }
}
